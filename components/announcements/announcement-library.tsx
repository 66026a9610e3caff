"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useMayEdit } from "@/components/frame/reader.tsx";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Button, ButtonLink, IconButton } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { SearchInput } from "@/components/ui/inputs.tsx";
import { Menu, MenuItem } from "@/components/ui/menu.tsx";
import { Empty, PageHead } from "@/components/ui/page.tsx";
import { TableHead } from "@/components/ui/table-head.tsx";
import { usePlayer } from "@/components/ui/use-player.ts";
import { type AnnouncementRecord, announcementsQuery, audioAddress, replaceAudio } from "@/lib/client/announcements.ts";
import { languageNames } from "@/lib/i18n/language.ts";

const DeleteAnnouncement = dynamic(() => import("./delete-announcement.tsx").then((module) => module.DeleteAnnouncement), { ssr: false });
const EditAnnouncement = dynamic(() => import("./edit-announcement.tsx").then((module) => module.EditAnnouncement), { ssr: false });
const SoundDialog = dynamic(() => import("./sound-dialog.tsx").then((module) => module.SoundDialog), { ssr: false });
const VersionsDialog = dynamic(() => import("./versions-dialog.tsx").then((module) => module.VersionsDialog), { ssr: false });

type Open = { dialog: "add" } | { dialog: "edit" | "replace" | "versions" | "delete"; announcement: AnnouncementRecord } | null;

export function AnnouncementLibrary({ initial }: { initial: AnnouncementRecord[] }) {
  const text = useText("announcements");
  const mayEdit = useMayEdit();
  const announcements = useQuery({ ...announcementsQuery, initialData: initial }).data;
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const add = () => setOpen({ dialog: "add" });
  const client = useQueryClient();
  const replaceOf =
    ({ id }: AnnouncementRecord) =>
    async (wav: Blob) => {
      await replaceAudio(id, wav);
      await client.invalidateQueries({ queryKey: announcementsQuery.queryKey });
    };
  return (
    <main id="main" className="page" tabIndex={-1}>
      <PageHead title={text("title")} subtitle={text("subtitle")}>
        <ButtonLink icon="speak" href="/announcements/system">
          {text("systemPrompts")}
        </ButtonLink>
        {mayEdit && announcements.length > 0 && (
          <Button look="primary" icon="plus" onClick={add}>
            {text("add")}
          </Button>
        )}
      </PageHead>
      {announcements.length === 0 ? (
        <Empty icon="megaphone" title={text("emptyTitle")} text={text("emptyText")}>
          {mayEdit && (
            <Button look="primary" icon="plus" onClick={add}>
              {text("addFirst")}
            </Button>
          )}
        </Empty>
      ) : (
        <Table announcements={announcements} mayEdit={mayEdit} onOpen={setOpen} />
      )}
      {open?.dialog === "add" && <SoundDialog onClose={close} />}
      {open?.dialog === "edit" && <EditAnnouncement announcement={open.announcement} onClose={close} />}
      {open?.dialog === "replace" && (
        <SoundDialog replaces={{ ...open.announcement, send: replaceOf(open.announcement) }} onClose={close} />
      )}
      {open?.dialog === "versions" && <VersionsDialog announcement={open.announcement} onClose={close} />}
      {open?.dialog === "delete" && <DeleteAnnouncement announcement={open.announcement} onClose={close} />}
    </main>
  );
}

interface TableProps {
  announcements: AnnouncementRecord[];
  mayEdit: boolean;
  onOpen: (open: Open) => void;
}

function Table({ announcements, mayEdit, onOpen }: TableProps) {
  const text = useText("announcements");
  const common = useText("common");
  const [wanted, setWanted] = useState("");
  const word = wanted.trim().toLocaleLowerCase("fi");
  const shown = announcements.filter((announcement) => announcement.name.toLocaleLowerCase("fi").includes(word));
  return (
    <>
      <div className="tools">
        <SearchInput
          label={text("search")}
          placeholder={text("searchHint")}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      </div>
      <div className="card">
        <table className="data-table table-cards">
          <caption className="sr-only">{text("caption")}</caption>
          <TableHead
            heads={[
              common("name"),
              text("listen"),
              text("kind"),
              text("language"),
              { label: text("length"), right: true },
              text("usedBy"),
              { label: common("actions"), hidden: true },
            ]}
          />
          <tbody>
            {shown.map((announcement) => (
              <Row key={announcement.id} announcement={announcement} mayEdit={mayEdit} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p className="card-body muted">{common("noMatches")}</p>}
      </div>
    </>
  );
}

function Row({ announcement, mayEdit, onOpen }: { announcement: AnnouncementRecord; mayEdit: boolean; onOpen: (open: Open) => void }) {
  const text = useText("announcements");
  const editor = useText("editor");
  const common = useText("common");
  const { duration } = useFormat();
  const player = usePlayer(audioAddress(announcement));
  const { name } = announcement;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <IconButton
          edged
          icon={player.isPlaying ? "stop" : "play"}
          label={player.isPlaying ? editor("stopListening") : editor("listen", { name })}
          onClick={player.toggle}
        />
      </td>
      <td data-l={text("kind")}>{text(announcement.kind === "music" ? "kindMusic" : "kindAnnouncement")}</td>
      <td data-l={text("language")}>{languageNames[announcement.language]}</td>
      <td data-l={text("length")} className="align-right">
        {duration(announcement.durationMs / 1000)}
      </td>
      <td data-l={text("usedBy")}>
        {announcement.usedBy.length ? announcement.usedBy.join(", ") : <span className="faint">{text("notUsed")}</span>}
      </td>
      <td className="align-right cell-actions">
        {mayEdit && (
          <Menu label={common("actionsFor", { name })} button={<Icon name="dots" />}>
            <MenuItem icon="edit" onSelect={() => onOpen({ dialog: "edit", announcement })}>
              {text("edit")}
            </MenuItem>
            <MenuItem icon="upload" onSelect={() => onOpen({ dialog: "replace", announcement })}>
              {text("replace")}
            </MenuItem>
            <MenuItem icon="clock" onSelect={() => onOpen({ dialog: "versions", announcement })}>
              {text("versions")}
            </MenuItem>
            <hr />
            <MenuItem icon="trash" danger onSelect={() => onOpen({ dialog: "delete", announcement })}>
              {text("delete")}
            </MenuItem>
          </Menu>
        )}
      </td>
    </tr>
  );
}
