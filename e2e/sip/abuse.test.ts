/** Guessing, scanning, and what the portal tells of phones. */
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { describe, expect, onTestFinished, test } from "vitest";
import type { PhoneRegistration } from "../../lib/domain/registration.ts";
import type { SipBanRecord } from "../../lib/domain/sip-ban.ts";
import { runSipp } from "../softphone/sipp.ts";
import { credentials, receive, scenario, send } from "./messages.ts";
import { api, domain, phone, stack } from "./scene.ts";

let port = 14_900;

const register = (user: string, password: string, status: number) =>
  scenario(
    "register",
    send({ method: "REGISTER", cseq: 1, to: user }),
    receive(401, 'auth="true"'),
    send({ method: "REGISTER", cseq: 2, to: user, headers: [credentials(user, password)] }),
    receive(status),
  );
const run = (xml: string, address: string, service: string, calls = 1) =>
  runSipp({ scenario: xml, sipPort: port++, target: domain, address, calls, args: ["-s", service], timeoutMs: 20_000 });

async function registrationOf(extension: string): Promise<PhoneRegistration> {
  const users = await api.request<{ extension: string; devices: { registration: PhoneRegistration | null }[] }[]>("GET", "/users");
  const device = users.find((user) => user.extension === extension)?.devices.find((candidate) => candidate.registration);
  return device!.registration!;
}

async function until<T>(read: () => Promise<T>, wanted: (value: T) => boolean): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    const value = await read();
    if (wanted(value) || attempt === 100) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe("guessing a password", () => {
  test("ten wrong tries ban the account at that address: the ban is listed, the real phone registers elsewhere, lifting it opens again", async () => {
    expect(await run(register("105", "wrong", 403), "127.0.0.66", "105", 20)).toMatchObject({ ok: true, successful: 20 });
    expect(await run(register("105", "demo-105", 403), "127.0.0.66", "105")).toMatchObject({ ok: true });
    const bans = await until(
      () => api.request<SipBanRecord[]>("GET", "/sip-bans"),
      (list) => list.length > 0,
    );
    expect(bans).toMatchObject([{ address: "127.0.0.66", username: "105", reason: "guessing" }]);
    const real = await phone("105");
    await real.stop();
    await api.request("DELETE", `/sip-bans/${bans[0]!.id}`);
    expect(await api.request("GET", "/sip-bans")).toEqual([]);
    expect(await run(register("105", "demo-105", 200), "127.0.0.66", "105")).toMatchObject({ ok: true });
  });
});

describe("why a phone is not registered", () => {
  test("never; a wrong password; registered; taken back", async () => {
    const person = { name: "Uusi", email: "uusi@demo.invalid", extension: "190", ipPhone: {} };
    const { id } = await api.request<{ id: string }>("POST", "/users", person);
    onTestFinished(() => api.request("DELETE", `/users/${id}`));
    expect(await registrationOf("190")).toEqual({ state: "never", at: null, address: null, userAgent: null, expiresAt: null });
    await run(register("104", "wrong", 403), "127.0.0.1", "104");
    expect(
      await until(
        () => registrationOf("104"),
        ({ state }) => state === "wrongPassword",
      ),
    ).toMatchObject({ address: "127.0.0.1" });
    const desk = await phone("104");
    const registered = await until(
      () => registrationOf("104"),
      ({ state }) => state === "registered",
    );
    expect(registered.userAgent).toContain("baresip");
    await desk.unregister();
    expect(
      (
        await until(
          () => registrationOf("104"),
          ({ state }) => state === "unregistered",
        )
      ).state,
    ).toBe("unregistered");
  });
});

test("a scanner gets no answer, the next one who asks does", async () => {
  const ask = async (userAgent: string): Promise<string | null> => {
    const socket = createSocket("udp4");
    onTestFinished(() => void socket.close());
    socket.bind(0, "127.0.0.77");
    await once(socket, "listening");
    const { port: from } = socket.address();
    const lines = [
      `OPTIONS sip:100@${domain} SIP/2.0`,
      `Via: SIP/2.0/UDP 127.0.0.77:${from};branch=z9hG4bK${from}`,
      `From: <sip:100@x>;tag=${from}`,
      "To: <sip:100@x>",
      `Call-ID: ${from}`,
      "CSeq: 1 OPTIONS",
      "Max-Forwards: 70",
      `User-Agent: ${userAgent}`,
      "Content-Length: 0",
    ];
    const answer = once(socket, "message").then(([bytes]) => String(bytes).split("\r\n")[0] ?? "");
    socket.send(`${lines.join("\r\n")}\r\n\r\n`, stack.ports.sip, "127.0.0.1");
    return Promise.race([answer, new Promise<null>((resolve) => setTimeout(() => resolve(null), 700))]);
  };
  expect(await ask("friendly-scanner")).toBeNull();
  expect(await ask("desk phone")).toBe("SIP/2.0 200 OK");
});
