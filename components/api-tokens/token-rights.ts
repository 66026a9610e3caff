"use client";
/** What a key opens, in words. */
import { useText } from "@/components/language/texts.tsx";
import type { TokenRights } from "@/lib/domain/api-token.ts";

export function useTokenRights() {
  const text = useText("screens");
  return (rights: TokenRights): string => {
    if (rights.kind === "api") return text("everything");
    if (rights.groups === null) return text("allFigures");
    return rights.groups.length === 0 ? text("noFigures") : text("figuresOf", { groups: rights.groups.join(", ") });
  };
}
