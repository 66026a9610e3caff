"use client";
import { useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Empty } from "@/components/ui/page.tsx";

/** Something broke while the page was made: the frame stays, and a new try is one press away. */
export default function PageError({ reset }: { error: Error; reset: () => void }) {
  const text = useText("frame");
  const common = useText("common");
  return (
    <main id="main" className="page" tabIndex={-1}>
      <Empty icon="error" title={text("failed")} text={text("failedDetail")}>
        <Button onClick={reset}>{common("retry")}</Button>
      </Empty>
    </main>
  );
}
