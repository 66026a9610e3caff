import "server-only";
import { notFound } from "next/navigation";
import type { Actor } from "@/lib/domain/actor.ts";
import type { Permission } from "./permissions.ts";

/** The same actor if he may; else the page is not there for him. */
export function allowed(actor: Actor, may: Permission): Actor {
  if (!may(actor)) notFound();
  return actor;
}
