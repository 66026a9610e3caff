"use client";
import { useText } from "@/components/language/texts.tsx";
import { ButtonLink } from "@/components/ui/button.tsx";
import { Empty } from "@/components/ui/page.tsx";

export function NotFound() {
  const text = useText("frame");
  return (
    <main id="main" className="page" tabIndex={-1}>
      <Empty icon="search" title={text("notFound")} text={text("notFoundDetail")}>
        <ButtonLink href="/">{text("toGroups")}</ButtonLink>
      </Empty>
    </main>
  );
}
