"use client";
/** Voice menus, and below them the message boxes. */
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useMayEdit } from "@/components/frame/reader.tsx";
import { useText } from "@/components/language/texts.tsx";
import { ButtonLink } from "@/components/ui/button.tsx";
import { Card, Empty, PageHead } from "@/components/ui/page.tsx";
import { TableHead } from "@/components/ui/table-head.tsx";
import { menusQuery } from "@/lib/client/menus.ts";
import { messageBoxesQuery } from "@/lib/client/message-boxes.ts";
import type { MenuDocument } from "@/lib/domain/menu.ts";
import type { MessageBoxDocument } from "@/lib/domain/message-box.ts";
import { languageNames } from "@/lib/i18n/language.ts";

export function MenuList({ menus: first, boxes }: { menus: MenuDocument[]; boxes: MessageBoxDocument[] }) {
  const text = useText("menus");
  const common = useText("common");
  const mayEdit = useMayEdit();
  const menus = useQuery({ ...menusQuery, initialData: first }).data;
  const add = mayEdit && (
    <ButtonLink href="/menus/new" look="primary" icon="plus">
      {text("addMenu")}
    </ButtonLink>
  );
  return (
    <main id="main" className="page" tabIndex={-1}>
      <PageHead title={text("title")} subtitle={text("subtitle")}>
        {menus.length > 0 && add}
      </PageHead>
      {menus.length === 0 ? (
        <Empty icon="branch" title={text("emptyTitle")} text={text("emptyText")}>
          {add}
        </Empty>
      ) : (
        <div className="card">
          <table className="data-table table-cards">
            <caption className="sr-only">{text("title")}</caption>
            <TableHead heads={[common("name"), text("options"), text("dialByExtension"), text("language")]} />
            <tbody>
              {menus.map((menu) => (
                <tr key={menu.id}>
                  <th scope="row">
                    <Link href={`/menus/${menu.id}`}>{menu.name}</Link>
                  </th>
                  <td data-l={text("options")}>{menu.options.map((option) => option.key).join(", ") || common("none")}</td>
                  <td data-l={text("dialByExtension")}>{common(menu.dialByExtension ? "on" : "off")}</td>
                  <td data-l={text("language")}>{languageNames[menu.language]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <BoxCard initial={boxes} mayEdit={mayEdit} />
    </main>
  );
}

function BoxCard({ initial, mayEdit }: { initial: MessageBoxDocument[]; mayEdit: boolean }) {
  const text = useText("menus");
  const common = useText("common");
  const boxes = useQuery({ ...messageBoxesQuery, initialData: initial }).data;
  const add = mayEdit && (
    <ButtonLink href="/message-boxes/new" small icon="plus">
      {text("addBox")}
    </ButtonLink>
  );
  return (
    <div className="card-after">
      <Card id="boxes" title={text("boxes")} aside={add}>
        {boxes.length === 0 ? (
          <p className="card-body muted">{text("boxesNone")}</p>
        ) : (
          <table className="data-table table-cards">
            <caption className="sr-only">{text("boxes")}</caption>
            <TableHead heads={[common("name"), { label: text("questions"), right: true }, text("email")]} />
            <tbody>
              {boxes.map((box) => (
                <tr key={box.id}>
                  <th scope="row">
                    <Link href={`/message-boxes/${box.id}`}>{box.name}</Link>
                  </th>
                  <td data-l={text("questions")} className="align-right">
                    {box.questions.length}
                  </td>
                  <td data-l={text("email")}>{box.email ?? <span className="faint">–</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Card>
    </div>
  );
}
