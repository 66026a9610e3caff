/** The files of one baresip 1.0 phone: only G.711, no sound card, a WAV to speak and a folder for what is heard. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

export interface BaresipAccount {
  user: string;
  /** Host and port of the registrar and proxy. */
  domain: string;
  password?: string;
  /** Registers, and again every so many seconds. 0: never. */
  registerSeconds?: number;
  /** Answers at once, or when told to. */
  answers?: "auto" | "manual";
  transport?: "udp" | "tcp" | "tls";
  /** In order of preference. */
  codecs?: ("PCMA" | "PCMU")[];
}

export interface BaresipPorts {
  /** Loopback address of the phone. */
  address: string;
  /** SIP; baresip also binds the port above it, for TLS. */
  sip: number;
  control: number;
  rtp: { min: number; max: number };
}

/** Paths that the phone reads and writes. */
export interface BaresipFolder {
  folder: string;
  speech: string;
  recordings: string;
}

/** Without an account: that is added when somebody listens for the outcome of its registration. */
export async function writeBaresipFolder(ports: BaresipPorts, paths: BaresipFolder): Promise<void> {
  await mkdir(paths.recordings, { recursive: true });
  const write = (name: string, text: string) => writeFile(join(paths.folder, name), text);
  await Promise.all([write("config", configText(ports, paths)), write("accounts", ""), write("contacts", ""), write("uuid", "")]);
}

/** What baresip's command `uanew` takes. */
export function accountLine({
  user,
  domain,
  password = "",
  registerSeconds = 0,
  answers = "manual",
  transport = "udp",
  codecs,
}: BaresipAccount): string {
  const parts = [
    `<sip:${user}@${domain};transport=${transport}>`,
    `auth_user=${user}`,
    `auth_pass=${password}`,
    `regint=${registerSeconds}`,
    `audio_codecs=${(codecs ?? ["PCMA", "PCMU"]).map((codec) => `${codec}/8000/1`).join(",")}`,
    `answermode=${answers}`,
  ];
  return parts.join(";");
}

function configText({ address, sip, control, rtp }: BaresipPorts, { speech, recordings }: BaresipFolder): string {
  const modules = ["g711.so", "aufile.so", "aubridge.so", "sndfile.so"];
  const lines = [
    "poll_method epoll",
    `sip_listen ${address}:${sip}`,
    // A name such as "lo" is refused by this version.
    `net_interface ${address}`,
    "call_local_timeout 120",
    "call_max_calls 4",
    "audio_path /usr/share/baresip",
    `audio_source aufile,${speech}`,
    // A sink without a device; aufile can only be a source.
    "audio_player aubridge,nowhere",
    "audio_alert aubridge,bell",
    "ausrc_srate 8000",
    "auplay_srate 8000",
    "ausrc_channels 1",
    "auplay_channels 1",
    "audio_txmode thread",
    "audio_level no",
    "rtp_stats no",
    "rtcp_mux no",
    `rtp_ports ${rtp.min}-${rtp.max}`,
    "jitter_buffer_delay 2-10",
    "module_path /usr/lib/baresip/modules",
    ...modules.map((name) => `module ${name}`),
    "module_tmp uuid.so",
    "module_tmp account.so",
    "module_app menu.so",
    "module_app ctrl_tcp.so",
    `ctrl_tcp_listen ${address}:${control}`,
    `snd_path ${recordings}`,
    "statmode_default off",
  ];
  return `${lines.join("\n")}\n`;
}
