/** What runs in the browser before the page stands. */
import { listenFirst } from "./components/forms/back-button.ts";
import { person } from "./lib/client/person.ts";

listenFirst();
person.watch(window);
