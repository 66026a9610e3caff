/** What menus and message boxes refer to, as the page brings it along. */
import type { DestinationChoices } from "@/components/destinations/destination-inputs.tsx";
import type { Destination } from "@/lib/domain/destination.ts";
import type { Overflowing } from "@/lib/domain/overflow-loop.ts";

export interface MenuDirectory extends DestinationChoices {
  announcements: { id: string; name: string; seconds: number }[];
  menus: { id: string; name: string; keys: Destination[] }[];
  overflows: Overflowing[];
}
