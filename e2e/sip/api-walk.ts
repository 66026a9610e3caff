/** Asks the operations of the API that answer with JSON, in an organisation with a call, and keeps what each answered. */
import { bodies } from "../../app/api/v1/openapi.json/bodies.ts";
import { writeWav } from "../../lib/audio/wav.ts";
import type { Api } from "../api.ts";

interface Known {
  id: string;
  version: number;
}
interface Ask {
  /** In the order of the path's parameters. */
  ids?: string[];
  /** Left out: the body that the document shows. */
  body?: object;
  query?: string;
}

export class ApiWalk {
  /** By method and path, as in the OpenAPI document. */
  readonly answers: Record<string, unknown> = {};
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** What it makes it deletes again. */
  async all(): Promise<void> {
    for (const path of [
      "/speech",
      "/system-prompts",
      "/sip-bans",
      "/desk",
      "/screens",
      "/api-tokens",
      "/callbacks",
      "/messages",
      "/calls/count",
    ])
      await this.#ask("GET", path);
    const today = new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Helsinki" });
    await this.#ask("GET", "/reports", { query: `?from=${today}&to=${today}&by=group` });
    await this.#ask("GET", "/audit", { query: "?limit=2" });
    await this.#ask("PUT", "/organisation", { body: await this.#ask("GET", "/organisation") });
    await this.#ask("POST", "/personal-data/export");
    await this.#calls();
    await this.#groups();
    await this.#resource("/billing-accounts", "billingAccountId", { reads: false });
    await this.#resource("/menus", "menuId");
    await this.#resource("/message-boxes", "messageBoxId");
    await this.#resource("/trunks", "trunkId");
    await this.#webhooks();
    await this.#announcements();
  }

  async #calls(): Promise<void> {
    const { calls } = await this.#ask<{ calls: Known[] }>("GET", "/calls", { query: "?limit=2" });
    const ids = [calls[0]!.id];
    await this.#ask("GET", "/calls/{callId}", { ids });
    await this.#ask("GET", "/calls/{callId}/notes", { ids });
  }

  async #groups(): Promise<void> {
    const [person] = await this.#ask<Known[]>("GET", "/users");
    const userId = person!.id;
    await this.#writeBack("/users/{userId}", [userId]);
    const [number] = await this.#ask<Known[]>("GET", "/numbers", { query: "?free=true" });
    const numberId = number!.id;
    await this.#writeBack("/numbers/{numberId}", [numberId]);
    await this.#ask("GET", "/groups");
    const body = { general: { name: "Asked by a walk", numberId }, members: { members: [{ userId }] } };
    const ids = [(await this.#ask<Known>("POST", "/groups", { body })).id];
    await this.#writeBack("/groups/{groupId}", ids);
    await this.#ask("PUT", "/groups/{groupId}/alert-limits", { ids });
    await this.#ask("PUT", "/groups/{groupId}/manual-hours", { ids });
    await this.#api.request("DELETE", `/groups/${ids[0]}`);
  }

  /** Made, listed, read, written back as it was read, deleted. */
  async #resource(path: string, parameter: string, { reads = true } = {}): Promise<void> {
    const one = `${path}/{${parameter}}`;
    const made = await this.#ask<Known>("POST", path);
    const ids = [made.id];
    await this.#ask("GET", path);
    if (reads) await this.#writeBack(one, ids);
    else await this.#ask("PUT", one, { ids, body: made });
    await this.#api.request("DELETE", `${path}/${made.id}`);
  }

  async #webhooks(): Promise<void> {
    const { record } = await this.#ask<{ record: Known }>("POST", "/webhooks", {
      body: { ...(bodies["POST /webhooks"] as object), enabled: false },
    });
    const ids = [record.id];
    await this.#ask("GET", "/webhooks");
    await this.#ask("PUT", "/webhooks/{webhookId}", { ids, body: record });
    await this.#ask("POST", "/webhooks/{webhookId}/secret", { ids });
    await this.#ask("GET", "/webhooks/{webhookId}/deliveries", { ids });
    await this.#api.request("DELETE", `/webhooks/${record.id}`);
  }

  async #announcements(): Promise<void> {
    const { id } = await this.#ask<Known>("POST", "/announcements", { body: sound({ name: "Asked by a walk", language: "fi" }) });
    const ids = [id];
    await this.#ask("GET", "/announcements");
    await this.#ask("GET", "/announcements/{announcementId}", { ids });
    await this.#ask("PUT", "/announcements/{announcementId}", { ids });
    await this.#ask("PUT", "/announcements/{announcementId}/audio", { ids, body: sound({}) });
    await this.#ask("GET", "/announcements/{announcementId}/versions", { ids });
    await this.#ask("POST", "/announcements/{announcementId}/versions", { ids, body: { version: 1 } });
    await this.#api.request("DELETE", `/announcements/${id}`);
  }

  async #writeBack(path: string, ids: string[]): Promise<void> {
    await this.#ask("PUT", path, { ids, body: await this.#ask("GET", path, { ids }) });
  }

  async #ask<T extends object>(method: string, path: string, { ids = [], body, query = "" }: Ask = {}): Promise<T> {
    const name = `${method} ${path}`;
    const left = [...ids];
    const filled = path.replace(/\{\w+\}/g, () => left.shift() ?? "");
    const answer = await this.#api.request<T>(method, `${filled}${query}`, body ?? bodies[name]);
    this.answers[name] = answer;
    return answer;
  }
}

/** Half a second of silence, sent as a form. */
function sound(words: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(words)) form.set(name, value);
  form.set("audio", new Blob([Uint8Array.from(writeWav(new Int16Array(4000)))], { type: "audio/wav" }), "sound.wav");
  return form;
}
