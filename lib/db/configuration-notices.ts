/** Which organisation's configuration changed, told by PostgreSQL when the change is committed. */
import { configurationChannel } from "./change.ts";
import { type NoticeListener, Notices } from "./notices.ts";

export interface ConfigurationNotice {
  organisationId: string;
  version: number;
}

export interface ConfigurationNoticeListener extends Pick<NoticeListener, "connected" | "lost"> {
  changed(notice: ConfigurationNotice): void;
}

export class ConfigurationNotices extends Notices {
  constructor(url: string, { changed, connected, lost }: ConfigurationNoticeListener) {
    super(url, configurationChannel, "jono-worker", {
      told: (payload) => changed(JSON.parse(payload) as ConfigurationNotice),
      connected,
      lost,
    });
  }
}
