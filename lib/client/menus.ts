import { queryOptions } from "@tanstack/react-query";
import type { MenuDocument, MenuSettings, MenuUpdate } from "../domain/menu.ts";
import { getJson, sendJson } from "./api.ts";

export const menusQuery = queryOptions({ queryKey: ["menus"], queryFn: () => getJson<MenuDocument[]>("/menus") });
export const createMenu = (menu: MenuSettings) => sendJson<MenuDocument>("POST", "/menus", menu);
export const saveMenu = (id: string, update: MenuUpdate) => sendJson<MenuDocument>("PUT", `/menus/${id}`, update);
export const deleteMenu = (id: string) => sendJson<void>("DELETE", `/menus/${id}`);
