/** The keys of a telephone, as they stand in a menu. */
import type { Destination } from "./destination.ts";

export const menuKeys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "*", "#"] as const;
export type MenuKey = (typeof menuKeys)[number];

export interface MenuOption {
  key: MenuKey;
  destination: Destination;
}
