/** SIP messages of sipp scenarios, from small parts. Each function gives the XML of one step. */

const sdp = (formats: string, direction = "sendrecv") => `v=0
o=- 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio [media_port] RTP/AVP ${formats}
a=rtpmap:8 PCMA/8000
a=rtpmap:0 PCMU/8000
a=rtpmap:18 G729/8000
a=rtpmap:101 telephone-event/8000
a=${direction}`;

export const g711 = sdp("8 0 101");
export const g729 = sdp("18");
export const noBody = "";

export interface RequestOptions {
  method: string;
  cseq: number;
  /** User part that is called. */
  to: string;
  from?: string;
  body?: string;
  /** Lines such as the credentials. */
  headers?: string[];
  /** In the dialog: To as it came in the last response. */
  inDialog?: boolean;
}

export function send({ method, cseq, to, from = "[service]", body = noBody, headers = [], inDialog = false }: RequestOptions): string {
  const lines = [
    `${method} sip:${to}@[remote_ip]:[remote_port] SIP/2.0`,
    "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]",
    `From: <sip:${from}@[remote_ip]>;tag=[pid]t[call_number]`,
    inDialog ? "[last_To:]" : `To: <sip:${to}@[remote_ip]>`,
    "Call-ID: [call_id]",
    `CSeq: ${cseq} ${method}`,
    "Contact: <sip:[service]@[local_ip]:[local_port];transport=[transport]>",
    "Max-Forwards: 70",
    ...headers,
    ...(body ? ["Content-Type: application/sdp"] : []),
    "Content-Length: [len]",
    "",
    body,
  ];
  const retransmitted = method === "ACK" ? "" : ' retrans="500"';
  return `<send${retransmitted}><![CDATA[\n${lines.join("\n")}\n]]></send>`;
}

export const credentials = (username: string, password = `demo-${username}`) =>
  `[authentication username=${username} password=${password}]`;

export const receive = (status: number, attributes = "") => `<recv response="${status}" ${attributes}/>`;
export const receiveOptional = (...statuses: number[]) => statuses.map((status) => receive(status, 'optional="true"')).join("");
export const receiveRequest = (method: string) => `<recv request="${method}"/>`;
export const pause = (milliseconds: number) => `<pause milliseconds="${milliseconds}"/>`;

export const scenario = (name: string, ...steps: string[]) =>
  `<?xml version="1.0" encoding="UTF-8" ?>\n<scenario name="${name}">\n${steps.join("\n")}\n</scenario>`;

/** INVITE of a registered user: refused once, ACKed, and sent again with credentials. */
export const inviteWithCredentials = (to: string, body: string, password?: string, user = "101") => [
  send({ method: "INVITE", cseq: 1, to, body }),
  receiveOptional(100),
  receive(401, 'auth="true"'),
  send({ method: "ACK", cseq: 1, to, inDialog: true }),
  send({ method: "INVITE", cseq: 2, to, body, headers: [credentials(user, password)] }),
  receiveOptional(100, 180, 183),
];
