import { NotFound } from "@/components/frame/not-found.tsx";

export default function Page() {
  return <NotFound />;
}
