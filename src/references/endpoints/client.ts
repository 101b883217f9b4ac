import type { TSESTree } from "@typescript-eslint/utils";
import { getOwn, LIBRARIES, type Library, type Style } from "./libraries.js";
import type { UrlText } from "./url-text.js";

/** Something that sends requests. */
export interface Client {
  readonly via: string;
  readonly style: Style;
  /** What its paths are added to, each that it may be; empty for nothing. */
  readonly bases: readonly UrlText[];
}

export type FindClient = (expression: TSESTree.Node) => Client | undefined;

export const PLAYWRIGHT: Client = { via: "playwright", style: "verbs", bases: [] };

export function toClient(library: Library | undefined, style = library?.style): Client | undefined {
  return library && style && { via: library.via, style, bases: [] };
}

/** What a factory makes; undefined for what is a client itself, whose calls send requests. */
export function getInstanceStyle(style: Style): Style | undefined {
  switch (style) {
    case "supertest":
      return "verbs";
    case "dispatcher-class":
      return "dispatcher";
    case "openapi-factory":
      return "openapi";
    default:
      return undefined;
  }
}

/** `axios.default`, `undici.fetch`, `got.stream`, `playwright.request`. */
export function getMemberClient(owner: Client, name = ""): Client | undefined {
  if (owner.style === "mock" || name === "default" || name === "stream" || name === "axiosRef") return owner;
  if (owner.style === "playwright") return name === "request" ? owner : undefined;
  const library = Object.values(LIBRARIES).find(({ via, named }) => via === owner.via && named !== undefined);
  const style = library?.named && getOwn(library.named, name);
  return style && { ...owner, style };
}
