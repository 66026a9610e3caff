/** A caller is sent to a voice menu: what it says, and where his keys or his silence lead. */
import type { Destination } from "../../lib/domain/destination.ts";
import type { CallerSession } from "./caller-session.ts";
import type { House, OrganisationParts } from "./house.ts";
import { MenuDialogue } from "./menu-dialogue.ts";

/** `unreached`: where the call goes when the person whom the caller has chosen can't be reached; null: as usual. */
export type Onward = (destination: Destination, unreached: Destination | null) => void;

/** False: there is no such menu any more. */
export function visitMenu(parts: OrganisationParts, house: House, session: CallerSession, menuId: string, onward: Onward): boolean {
  const { configuration } = house;
  const menu = configuration.menus.find(({ id }) => id === menuId);
  if (!menu) return false;
  const { greetingId, language, noExtensionDestination: unreached } = menu;
  const speech = {
    greeting: greetingId && parts.library.announcement(configuration, greetingId),
    invalid: parts.library.prompt(configuration, language, "menu.invalid"),
  };
  const extensions = configuration.users.map(({ extension }) => extension);
  session.leaveQueue();
  session.beginDialogue(
    (media) =>
      new MenuDialogue(media, menu, extensions, speech, {
        option: (destination) => {
          session.endDialogue();
          onward(destination, unreached);
        },
        extension: (extension) => {
          session.endDialogue();
          const user = configuration.users.find((one) => one.extension === extension);
          onward(user ? { kind: "user", userId: user.id } : unreached, unreached);
        },
        gaveUp: (how) => {
          session.endDialogue();
          onward(how === "timeout" ? menu.timeoutDestination : menu.invalidDestination, null);
        },
      }),
  );
  return true;
}
