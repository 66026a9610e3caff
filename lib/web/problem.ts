/** Refusals as RFC 9457 problem details. The one table of codes and HTTP status; the words are the browser's. */
import type { FieldProblem } from "../domain/field-problem.ts";

const statuses = {
  invalid: 400,
  badJson: 400,
  unauthenticated: 401,
  forbidden: 403,
  sessionNeeded: 403,
  foreignOrigin: 403,
  notFound: 404,
  changedByAnother: 409,
  nameTaken: 409,
  numberTaken: 409,
  numberExists: 409,
  addressTaken: 409,
  codeTaken: 409,
  emailTaken: 409,
  extensionTaken: 409,
  lastAdministrator: 409,
  notSelf: 409,
  inUse: 409,
  notNow: 409,
  tooManyWebhooks: 409,
  mailNotSet: 409,
  linkExpired: 410,
  tooBig: 413,
  wrongCode: 422,
  unsupportedType: 415,
  invalidAudio: 422,
  unknownReference: 422,
  barredNumber: 422,
  passwordNeeded: 422,
  acceptanceNeeded: 422,
  overflowLoop: 422,
  tooManyTries: 429,
  unknown: 500,
  unavailable: 503,
  speechUnavailable: 503,
} as const;

export type ProblemCode = keyof typeof statuses;

export interface ProblemDetails {
  fields?: FieldProblem[];
  /** The document as it is now, with `changedByAnother`. */
  current?: unknown;
  /** Names along the loop, with `overflowLoop`. */
  path?: string[];
  usedBy?: string[];
}

/** What a handler returns instead of a result. */
export class Problem {
  readonly code: ProblemCode;
  readonly details: ProblemDetails;
  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    this.code = code;
    this.details = details;
  }
}

export const problem = (code: ProblemCode, details?: ProblemDetails) => new Problem(code, details);

export function problemResponse({ code, details }: Problem): Response {
  const status = statuses[code];
  const body = { type: `urn:jono:problem:${code}`, title: code, status, code, ...details };
  return Response.json(body, { status, headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store" } });
}
