/** The application of the edge bench: answers every call, hangs nobody up. `srf-application.ts CONTROL_PORT SECRET`. Says `ready` when connected. */
import Srf from "drachtio-srf";

const [port = "9022", secret = ""] = process.argv.slice(2);
const sdp = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 RTP/AVP 8\r\n";
// biome-ignore lint/suspicious/noExplicitAny: drachtio-srf's own types say less than it does
const srf: any = new Srf();
srf.on("error", () => {});
srf.on("connect", () => console.log("ready"));
// biome-ignore lint/suspicious/noExplicitAny: as above
srf.invite((request: any, response: any) => {
  srf.createUAS(request, response, { localSdp: sdp }).then(
    // biome-ignore lint/suspicious/noExplicitAny: as above
    (dialog: any) => dialog.on("destroy", () => {}),
    () => {},
  );
});
srf.connect({ host: "127.0.0.1", port: Number(port), secret });
