/** Tells open streams when their person's access may have changed: a session ended, a token revoked, a role taken away. */
import "server-only";
import { Notices } from "@/lib/db/notices.ts";
import { accessChannel } from "@/lib/db/sessions.ts";

class AccessWatch {
  readonly #watchers = new Map<string, Set<() => void>>();

  constructor(databaseUrl: string) {
    const lookAtAll = () => {
      for (const watchers of this.#watchers.values()) for (const look of watchers) look();
    };
    const notices = new Notices(databaseUrl, accessChannel, "jono-portal", {
      told: (userId) => {
        for (const look of this.#watchers.get(userId) ?? []) look();
      },
      connected: lookAtAll,
      lost: () => {},
    });
    void notices.start();
    const stop = () => void notices.stop();
    process.once("SIGTERM", stop).once("SIGINT", stop);
  }

  watch(userId: string, look: () => void): () => void {
    const watchers = this.#watchers.get(userId) ?? new Set();
    this.#watchers.set(userId, watchers.add(look));
    return () => {
      watchers.delete(look);
      if (watchers.size === 0 && this.#watchers.get(userId) === watchers) this.#watchers.delete(userId);
    };
  }
}

const keep = globalThis as typeof globalThis & { jonoAccess?: AccessWatch };

export function watchAccess(userId: string, look: () => void): () => void {
  keep.jonoAccess ??= new AccessWatch(process.env.DATABASE_URL ?? "");
  return keep.jonoAccess.watch(userId, look);
}
