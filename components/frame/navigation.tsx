"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useText } from "@/components/language/texts.tsx";
import { Icon, Mark } from "@/components/ui/icon.tsx";
import { dailyPlaces, type Place, settingsPlaces } from "./places.ts";
import { useSignedIn } from "./reader.tsx";

export const drawerId = "drawer";

/** At the left, icons only on middle screens; a drawer on phones. */
export function Navigation({ expertView }: { expertView: boolean }) {
  const text = useText("frame");
  return (
    <>
      <nav className="nav" aria-label={text("mainMenu")}>
        <Places expertView={expertView} name="wide" />
      </nav>
      <nav className="nav drawer" id={drawerId} popover="auto" aria-label={text("smallMenu")}>
        <Places expertView={expertView} name="small" />
      </nav>
    </>
  );
}

function Places({ expertView, name }: { expertView: boolean; name: string }) {
  const text = useText("frame");
  const { role, presence } = useSignedIn();
  const mine = (places: Place[]) => places.filter((place) => place.roles.includes(role) && (presence !== null || !place.ofMembers));
  const settings = expertView ? mine(settingsPlaces) : [];
  return (
    <>
      <Link className="brand" href="/">
        <Mark />
        <span>Jono</span>
      </Link>
      <ul className="nav-list">
        {mine(dailyPlaces).map((place) => (
          <PlaceLink key={place.href} place={place} />
        ))}
      </ul>
      {settings.length > 0 && (
        <>
          <h2 className="nav-heading" id={`settings-${name}`}>
            {text("settings")}
          </h2>
          <ul className="nav-list" aria-labelledby={`settings-${name}`}>
            {settings.map((place) => (
              <PlaceLink key={place.href} place={place} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function PlaceLink({ place }: { place: Place }) {
  const text = useText("frame");
  const path = usePathname();
  const here = path === place.href || path.startsWith(`${place.href}/`);
  const closeDrawer = () => {
    const drawer = document.getElementById(drawerId);
    if (drawer?.matches(":popover-open")) drawer.hidePopover();
  };
  return (
    <li>
      <Link className="nav-link" href={place.href} aria-current={here ? "page" : undefined} title={text(place.text)} onClick={closeDrawer}>
        <Icon name={place.icon} />
        <span>{text(place.text)}</span>
      </Link>
    </li>
  );
}
