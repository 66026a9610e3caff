import type { OrganisationDocument, OrganisationUpdate } from "../domain/organisation.ts";
import { sendJson } from "./api.ts";

export const saveOrganisation = (update: OrganisationUpdate) => sendJson<OrganisationDocument>("PUT", "/organisation", update);
