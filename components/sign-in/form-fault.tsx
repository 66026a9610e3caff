/** What is wrong with a form, told at once; its place is there before, so that readers notice. */
import { Icon } from "@/components/ui/icon.tsx";

export function FormFault({ id, fault }: { id: string; fault: string | null }) {
  return (
    <div id={id} role="alert">
      {fault && (
        <p className="error mt-3">
          <Icon name="error" />
          <span>{fault}</span>
        </p>
      )}
    </div>
  );
}
