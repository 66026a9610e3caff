/** Who is shown where: on our phones, and to an operator. */
import { describe, expect, test } from "vitest";
import type { CallPresentation, RingTarget } from "../ports/signaling.ts";
import { callerHeaders } from "./caller-headers.ts";

const phone: RingTarget = { kind: "ipPhone", uri: "sip:101@192.0.2.1", route: "sip:192.0.2.1" };
const mobile: RingTarget = {
  ...{ kind: "mobile", uri: "sip:0410000103@carrier.example", route: "sip:carrier.example" },
  outside: { trunkId: "t", number: "0410000103" },
};
const from = (rest: Partial<CallPresentation> = {}): CallPresentation => ({
  ...{ number: "0410000999", name: "Asiakaspalvelu", group: "Asiakaspalvelu" },
  ...{ outsideNumber: "0410000999", ownNumber: "0200000120", forwarded: { from: "0200000120", reason: "unconditional" } },
  ...rest,
});

describe("a phone of ours", () => {
  test("shows the caller's number and the group's name, and is told which group rings", () => {
    expect(callerHeaders(phone, from())).toEqual({
      From: '"Asiakaspalvelu" <sip:0410000999@localhost>',
      "Alert-Info": '<urn:alert:source:external>;info="Asiakaspalvelu"',
      "Call-Info": '<sip:jono@localhost>;purpose=x-group;name="Asiakaspalvelu"',
    });
  });

  test("a colleague's call has no group; a call that was forwarded says from where", () => {
    expect(callerHeaders(phone, from({ group: null, forwarded: null }))).toEqual({ From: '"Asiakaspalvelu" <sip:0410000999@localhost>' });
    expect(callerHeaders(phone, from({ forwarded: { from: "8000", reason: "no-answer" } })).Diversion).toBe(
      "<sip:8000@localhost>;reason=no-answer;privacy=off;counter=1",
    );
  });

  test("of a caller who hides his number shows none", () => {
    expect(callerHeaders(phone, from({ number: null })).From).toBe('"Asiakaspalvelu" <sip:anonymous@anonymous.invalid>');
  });
});

describe("an operator", () => {
  test("gets the number to show, our own to verify, and where the call came to", () => {
    expect(callerHeaders(mobile, from())).toEqual({
      From: "<sip:0410000999@localhost>",
      "P-Asserted-Identity": "<sip:+358200000120@localhost>",
      Diversion: "<sip:+358200000120@localhost>;reason=unconditional;privacy=off;counter=1",
      "History-Info": "<sip:+358200000120@localhost>;index=1, <sip:0410000103@carrier.example;cause=302>;index=1.1;mp=1",
    });
  });

  test.each([
    ["1*0410000999", "<sip:1*0410000999@localhost>"],
    ["0410000999#1", "<sip:0410000999%231@localhost>"],
    ["0046800000000", "<sip:+46800000000@localhost>"],
    ["8000", "<sip:8000@localhost>"],
  ])("a number with a tag goes as it is: %s", (outsideNumber, shown) => {
    expect(callerHeaders(mobile, from({ outsideNumber })).From).toBe(shown);
  });

  test("is asked for privacy when the caller hides his number", () => {
    const headers = callerHeaders(mobile, from({ outsideNumber: null }));
    expect(headers).toMatchObject({ From: '"Anonymous" <sip:anonymous@anonymous.invalid>', Privacy: "id" });
    expect(JSON.stringify(headers)).not.toContain("0410000999");
  });

  test("is never told a number that is not ours as asserted, nor text that is no number", () => {
    expect(callerHeaders(mobile, from({ ownNumber: null }))["P-Asserted-Identity"]).toBeUndefined();
    expect(callerHeaders(mobile, from({ outsideNumber: "<sip:evil@x>\r\nVia: y" })).Privacy).toBe("id");
  });
});
