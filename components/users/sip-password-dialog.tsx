"use client";
/** A phone's account with its new password: shown once, with a QR code for phones that read one. */
import { useMutation } from "@tanstack/react-query";
import { useMemo } from "react";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { CopyButton } from "@/components/ui/copy-button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Refusal } from "@/lib/client/api.ts";
import { renewSipPassword, type SipSetUp, type UserRecord } from "@/lib/client/users.ts";
import type { SipDeviceKind } from "@/lib/domain/user.ts";
import { qrCode, qrPath } from "@/lib/qr/qr-code.ts";

interface Props {
  user: Pick<UserRecord, "id" | "name">;
  kind: SipDeviceKind;
  onClose: () => void;
}

export function SipPasswordDialog({ user, kind, onClose }: Props) {
  const text = useText("users");
  const common = useText("common");
  const states = useText("states");
  const errorText = useErrorText();
  const make = useMutation({ mutationFn: () => renewSipPassword(user.id, kind) });
  const made = make.data;
  const footer = made ? (
    <Button look="primary" onClick={onClose}>
      {text("sipDone")}
    </Button>
  ) : (
    <>
      <Button onClick={onClose}>{common("cancel")}</Button>
      <Button look="primary" busy={make.isPending} disabled={make.isPending} onClick={() => make.mutate()}>
        {text("sipMake")}
      </Button>
    </>
  );
  return (
    <Dialog wide={made !== undefined} title={text("sipTitle", { device: states(kind), name: user.name })} onClose={onClose} footer={footer}>
      {made ? <SetUp made={made} /> : <p>{text("sipText")}</p>}
      {make.error && (
        <p className="error" role="alert">
          <Icon name="error" />
          <span>{errorText(make.error instanceof Refusal ? make.error.code : "unknown")}</span>
        </p>
      )}
    </Dialog>
  );
}

function SetUp({ made }: { made: SipSetUp }) {
  const text = useText("users");
  const [first] = made.servers;
  const servers = made.servers.map((server) => `${server.slice(server.indexOf(":") + 1)} (${server.split(":")[0]?.toUpperCase()})`);
  return (
    <>
      <p role="status">{text("sipOnce")}</p>
      <div className="set-up">
        <dl className="facts">
          <Value name={text("sipServer")} value={servers.join("\n")} copied={first?.slice(first.indexOf(":") + 1) ?? ""} />
          <Value name={text("sipUser")} value={made.username} />
          <Value name={text("sipPassword")} value={made.password} />
          <Value name={text("sipRealm")} value={made.realm} />
        </dl>
        <SetUpCode made={made} />
      </div>
    </>
  );
}

function Value({ name, value, copied = value }: { name: string; value: string; copied?: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="row">
        <code className="grow break-anywhere">{value}</code>
        <CopyButton value={copied} label={name} />
      </dd>
    </div>
  );
}

/** `sip:user:password@server:port;transport=udp` (RFC 3261 19.1): never leaves the browser. */
function SetUpCode({ made }: { made: SipSetUp }) {
  const text = useText("users");
  const code = useMemo(() => {
    const [transport = "udp", ...place] = (made.servers[0] ?? "").split(":");
    return qrCode(`sip:${made.username}:${made.password}@${place.join(":")};transport=${transport}`);
  }, [made]);
  if (!code) return null;
  return (
    <figure className="qr">
      <svg viewBox={`-4 -4 ${code.length + 8} ${code.length + 8}`} role="img" aria-label={text("sipCode")}>
        <path d={qrPath(code)} />
      </svg>
      <figcaption className="small muted">{text("sipCodeHint")}</figcaption>
    </figure>
  );
}
