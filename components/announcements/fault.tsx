import { Icon } from "@/components/ui/icon.tsx";

export function Fault({ words }: { words: string | null }) {
  if (!words) return null;
  return (
    <p className="error" role="alert">
      <Icon name="error" />
      <span>{words}</span>
    </p>
  );
}
