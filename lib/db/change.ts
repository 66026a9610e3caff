/**
 * Every change of configuration goes through here: the change, its audit entry, the new configuration version and the notice to
 * the worker are one transaction, so none of them can be had without the others.
 */
import type { Actor } from "../domain/actor.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { db, type Transaction } from "./client.ts";

/** Payload: `{ organisationId, version }`. */
export const configurationChannel = "jono_configuration";

export interface AuditSubject {
  /** `listen`: to a recording. `cancel`, `result`: of a callback. `move`: of one who waits. `export`, `erase`: of a person's data. */
  action: "create" | "update" | "delete" | "listen" | "cancel" | "result" | "move" | "export" | "erase";
  kind: string;
  id: string;
  name: string;
  before?: unknown;
  after?: unknown;
}

/** Thrown inside a change to undo the transaction and answer with an expected outcome. */
export class Refused<T> extends Error {
  readonly outcome: T;
  constructor(outcome: T) {
    super("refused");
    this.outcome = outcome;
  }
}

export interface Change<T> {
  result: T;
  audit: AuditSubject;
}

/** Runs `change` in one transaction. What it returns in `audit` is written with it. A {@link Refused} becomes its outcome. */
export async function changeConfiguration<T, R = never>(actor: Actor, change: (tx: Transaction) => Promise<Change<T>>): Promise<T | R> {
  try {
    return await db().$transaction(async (tx) => {
      const { result, audit } = await change(tx);
      await writeAudit(tx, actor, audit, await announceConfiguration(tx, actor.organisationId));
      return result;
    });
  } catch (error) {
    if (error instanceof Refused) return error.outcome as R;
    throw error;
  }
}

/** `configurationVersion`: which the change made, if it is one of the configuration. By it the worker finds what it has to read. */
export async function writeAudit(tx: Transaction, actor: Actor, subject: AuditSubject, configurationVersion?: number): Promise<void> {
  await tx.auditEntry.create({
    data: {
      organisationId: actor.organisationId,
      actorId: actor.userId,
      actorName: actor.name,
      action: subject.action,
      subjectKind: subject.kind,
      subjectId: subject.id,
      subjectName: subject.name,
      before: json(subject.before),
      after: json(subject.after),
      configurationVersion,
    },
  });
}

const json = (value: unknown) => (value === undefined ? Prisma.DbNull : (value as Prisma.InputJsonValue));

/** PostgreSQL delivers the notice when the transaction commits, and never when it does not. Returns the new version. */
export async function announceConfiguration(tx: Transaction, organisationId: string): Promise<number> {
  const { configurationVersion } = await tx.organisation.update({
    where: { id: organisationId },
    data: { configurationVersion: { increment: 1 } },
    select: { configurationVersion: true },
  });
  const payload = JSON.stringify({ organisationId, version: configurationVersion });
  await tx.$executeRaw`SELECT pg_notify(${configurationChannel}, ${payload})`;
  return configurationVersion;
}

/** True for PostgreSQL's "unique violation"; `fields` narrow it to an index that is named after these columns (`Group_organisationId_name_key`). */
export function isUniqueViolation(error: unknown, ...fields: string[]): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002") return false;
  const told = JSON.stringify(error.meta ?? {});
  return fields.every((field) => told.includes(`_${field}_`));
}
