"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFormat, useLanguage, useText } from "@/components/language/texts.tsx";
import { PresenceMenu } from "@/components/presence/presence-menu.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Switch } from "@/components/ui/inputs.tsx";
import { Menu, MenuItem, MenuLink } from "@/components/ui/menu.tsx";
import { rememberInCookie, savePreferences, showTheme, type Theme } from "@/lib/client/preferences.ts";
import { signOut } from "@/lib/client/session.ts";
import { type Language, languageNames, languages } from "@/lib/i18n/language.ts";
import { drawerId } from "./navigation.tsx";
import { useSignedIn } from "./reader.tsx";
import { Search } from "./search.tsx";

export function TopBar({ expertView, onExpertView }: { expertView: boolean; onExpertView: (on: boolean) => void }) {
  const text = useText("frame");
  const { organisation, role, presence } = useSignedIn();
  return (
    <header className="top-bar">
      <button className="icon-button burger" type="button" popoverTarget={drawerId} aria-label={text("openMenu")}>
        <Icon name="menu" />
      </button>
      <span className="organisation">
        <span>{organisation}</span>
      </span>
      {role !== "member" && <Search />}
      <div className="spacer phone-hide" />
      <span className="phone-hide wide-hide row">
        <Switch checked={expertView} onChange={(event) => onExpertView(event.target.checked)} label={text("expertView")} />
      </span>
      {presence && <PresenceMenu initial={presence} />}
      <LanguageMenu />
      <ThemeMenu />
      <UserMenu expertView={expertView} onExpertView={onExpertView} />
    </header>
  );
}

const keepInAccount = (preferences: Parameters<typeof savePreferences>[0]) => savePreferences(preferences).catch(() => undefined);

function LanguageMenu() {
  const text = useText("frame");
  const router = useRouter();
  const now = useLanguage();
  const choose = (language: Language) => {
    rememberInCookie("jono.language", language);
    void keepInAccount({ language });
    router.refresh();
  };
  const label = (
    <>
      <Icon name="globe" size="s" />
      {now.toUpperCase()}
    </>
  );
  return (
    <span className="phone-hide">
      <Menu label={text("language", { name: languageNames[now] })} className="top-button" button={label}>
        {languages.map((language) => (
          <MenuItem key={language} checked={language === now} onSelect={() => choose(language)}>
            <span lang={language}>{languageNames[language]}</span>
          </MenuItem>
        ))}
      </Menu>
    </span>
  );
}

const themes = { light: "themeLight", dark: "themeDark", system: "themeSystem" } as const;

function useTheme() {
  const signedIn = useSignedIn();
  const [theme, setTheme] = useState<Theme>(signedIn.theme);
  const choose = (next: Theme) => {
    setTheme(next);
    showTheme(next);
    void keepInAccount({ theme: next });
  };
  return [theme, choose] as const;
}

function ThemeMenu() {
  const text = useText("frame");
  const [theme, choose] = useTheme();
  return (
    <span className="phone-hide">
      <Menu label={text("theme")} button={<Icon name="theme" />}>
        {(Object.keys(themes) as Theme[]).map((name) => (
          <MenuItem key={name} checked={name === theme} onSelect={() => choose(name)}>
            {text(themes[name])}
          </MenuItem>
        ))}
      </Menu>
    </span>
  );
}

function UserMenu({ expertView, onExpertView }: { expertView: boolean; onExpertView: (on: boolean) => void }) {
  const text = useText("frame");
  const router = useRouter();
  const language = useLanguage();
  const { initials } = useFormat();
  const { name, role } = useSignedIn();
  const [theme, choose] = useTheme();
  const leave = async () => {
    await signOut().catch(() => undefined);
    window.location.assign("/sign-in");
  };
  const speak = (next: Language) => {
    rememberInCookie("jono.language", next);
    void keepInAccount({ language: next });
    router.refresh();
  };
  const avatar = (
    <span className="avatar avatar-me" aria-hidden="true">
      {initials(name)}
    </span>
  );
  return (
    <Menu label={text("userMenu", { name })} button={avatar}>
      <p className="menu-name">
        <b className="strong">{name}</b>
        <span className="small muted">{text(role)}</span>
      </p>
      <hr />
      <div className="phone-only">
        <MenuItem checked={expertView} onSelect={() => onExpertView(!expertView)}>
          {text("expertView")}
        </MenuItem>
        <MenuItem icon="theme" onSelect={() => choose(theme === "dark" ? "light" : "dark")}>
          {text(theme === "dark" ? "themeLight" : "themeDark")}
        </MenuItem>
        {languages
          .filter((other) => other !== language)
          .map((other) => (
            <MenuItem key={other} icon="globe" onSelect={() => speak(other)}>
              <span lang={other}>{languageNames[other]}</span>
            </MenuItem>
          ))}
        <hr />
      </div>
      <MenuLink icon="users" href="/account">
        {text("account")}
      </MenuLink>
      <MenuItem icon="signOut" onSelect={() => void leave()}>
        {text("signOut")}
      </MenuItem>
    </Menu>
  );
}
