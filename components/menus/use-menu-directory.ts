"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { announcementsQuery } from "@/lib/client/announcements.ts";
import type { MenuDirectory } from "./menu-directory.ts";

/** Without the menu itself; an announcement that was made meanwhile is there at once. */
export function useMenuDirectory(initial: MenuDirectory, menuId: string | undefined): MenuDirectory {
  const library = useQuery(announcementsQuery).data;
  return useMemo(() => {
    const announcements = library?.map(({ id, name, durationMs }) => ({ id, name, seconds: durationMs / 1000 })) ?? initial.announcements;
    return { ...initial, announcements, menus: initial.menus.filter((other) => other.id !== menuId) };
  }, [initial, library, menuId]);
}
