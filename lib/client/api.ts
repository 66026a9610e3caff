/** Requests of the browser to /api/v1: data, or a refusal with its code. */
import { backgroundHeader } from "../domain/background-request.ts";
import type { FieldProblem } from "../domain/field-problem.ts";
import { person } from "./person.ts";
import { tellSignedOut } from "./signed-out.ts";

/** Problem details of the API, or "unreachable" when no answer came. */
export class Refusal extends Error {
  readonly code: string;
  readonly fields: FieldProblem[];
  readonly current: unknown;
  readonly path: string[];
  readonly usedBy: string[];

  constructor(body: { code?: string; fields?: FieldProblem[]; current?: unknown; path?: string[]; usedBy?: string[] }) {
    super(body.code ?? "unknown");
    this.code = body.code ?? "unknown";
    this.fields = body.fields ?? [];
    this.current = body.current;
    this.path = body.path ?? [];
    this.usedBy = body.usedBy ?? [];
  }
}

export const isRefusal = (error: unknown): error is Refusal => error instanceof Refusal && error.code !== "unreachable";

async function send(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, person.isAtWork() ? init : inBackground(init));
  } catch {
    throw new Refusal({ code: "unreachable" });
  }
  if (response.ok) return response;
  if (response.status === 401) tellSignedOut(true);
  throw new Refusal(await response.json().catch(() => ({ code: response.status >= 500 ? "unavailable" : "unknown" })));
}

const inBackground = (init: RequestInit): RequestInit => ({ ...init, headers: { ...init.headers, [backgroundHeader]: "1" } });

async function read<T>(response: Response): Promise<T> {
  return (response.status === 204 ? undefined : await response.json()) as T;
}

export const getJson = async <T>(path: string): Promise<T> => read<T>(await send(path, {}));

const jsonOf = (body: unknown): RequestInit =>
  body === undefined ? {} : { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };

/** Whoever waits longer has no connection, though the browser doesn't know it yet. */
const answerWithinMs = 30_000;

export const sendJson = async <T>(method: "POST" | "PUT" | "DELETE", path: string, body?: unknown): Promise<T> =>
  read<T>(await send(path, { method, ...jsonOf(body), signal: AbortSignal.timeout(answerWithinMs) }));

/** What is answered is a sound. */
export const sendForSound = async (path: string, body: unknown): Promise<Blob> =>
  (await send(path, { method: "POST", ...jsonOf(body) })).blob();

/** 8 kHz mono 16-bit WAV, with the words of the form. */
export function sendSound<T>(method: "POST" | "PUT", path: string, wav: Blob, words: Record<string, string> = {}): Promise<T> {
  const form = new FormData();
  for (const [name, value] of Object.entries(words)) form.set(name, value);
  form.set("audio", wav, "announcement.wav");
  return sendForm(method, path, form);
}

const sendForm = async <T>(method: "POST" | "PUT", path: string, form: FormData): Promise<T> =>
  read<T>(await send(path, { method, body: form }));
