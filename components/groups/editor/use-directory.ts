"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { announcementsQuery } from "@/lib/client/announcements.ts";
import { numbersQuery } from "@/lib/client/numbers.ts";
import { usersQuery } from "@/lib/client/users.ts";
import type { Directory } from "./directory.ts";

/** Begins with what came with the page and follows what is changed since: an uploaded announcement is there at once. */
export function useDirectory(initial: Directory): Directory {
  const users = useQuery({ ...usersQuery, initialData: initial.users }).data;
  const announcements = useQuery({ ...announcementsQuery, initialData: initial.announcements }).data;
  // Supervisors may look but not see the pool.
  const numbers = useQuery({ ...numbersQuery, initialData: initial.numbers, enabled: initial.numbers.length > 0 }).data;
  return useMemo(() => ({ ...initial, users, announcements, numbers }), [initial, users, announcements, numbers]);
}
