"use client";
/** What a figure, and the place that a number is from, are called. */
import { useLanguage, useText } from "@/components/language/texts.tsx";
import type { NumberOrigin } from "@/lib/domain/number-origin.ts";
import type { CountedFigure } from "@/lib/domain/report/figures.ts";

export function useFigureName() {
  const text = useText("reports");
  return (figure: CountedFigure): string => text(figure);
}

const places = { withheld: "originWithheld", inside: "originInside", unknown: "originUnknown", "+358": "originFinland" } as const;

/** Neighbours and the countries that call most; any other is shown by its code. */
const countries: Record<string, string> = {
  "+46": "SE",
  "+47": "NO",
  "+45": "DK",
  "+354": "IS",
  "+372": "EE",
  "+371": "LV",
  "+370": "LT",
  "+7": "RU",
  "+49": "DE",
  "+44": "GB",
  "+33": "FR",
  "+34": "ES",
  "+39": "IT",
  "+31": "NL",
  "+32": "BE",
  "+41": "CH",
  "+43": "AT",
  "+48": "PL",
  "+380": "UA",
  "+420": "CZ",
};

export function useOriginName() {
  const text = useText("reports");
  const language = useLanguage();
  return (origin: NumberOrigin): string => {
    if (origin in places) return text(places[origin as keyof typeof places]);
    if (!origin.startsWith("+358")) return abroad(origin);
    const prefix = `0${origin.slice(4)}`;
    return text(kindOf(prefix), { prefix });
  };
  function abroad(prefix: string): string {
    const region = countries[prefix];
    const country = region ? new Intl.DisplayNames(language, { type: "region" }).of(region) : undefined;
    return text("originAbroad", { country: country ?? text("originOtherCountry"), prefix });
  }
}

function kindOf(prefix: string): "originMobile" | "originArea" | "originCompany" {
  if (/^0(4|50)/.test(prefix)) return "originMobile";
  return /^0([235689]|1[3-9])$/.test(prefix) ? "originArea" : "originCompany";
}
