import type { TSESTree } from "@typescript-eslint/utils";
import type { SentRequest } from "./sent-request.js";
import type { UrlReader } from "./read-url.js";
import { getMethods } from "./request-methods.js";
import type { Methods } from "./endpoint.js";

/** The attributes by which elements of HTML have the browser ask a server; components may mean anything by them. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  a: "href",
  form: "action",
  img: "src",
  iframe: "src",
  audio: "src",
  video: "src",
  source: "src",
  script: "src",
  embed: "src",
  object: "data",
};

/** `<form action="/v1/orders" method="post">`, `<a href={`/v1/orders/${id}.pdf`}>`. */
export function findJsxRequests(
  { name, attributes }: TSESTree.JSXOpeningElement,
  reader: UrlReader,
): SentRequest[] {
  const element = name.type === "JSXIdentifier" ? name.name : "";
  const wanted = Object.hasOwn(ATTRIBUTES, element) ? ATTRIBUTES[element] : undefined;
  const node = wanted === undefined ? undefined : findAttribute(attributes, wanted);
  if (node === undefined) return [];
  return [
    {
      node,
      urls: reader.read(node),
      methods: getFormMethods(element, attributes, reader),
      via: "html",
      isAssumed: true,
    },
  ];
}

type Attributes = TSESTree.JSXOpeningElement["attributes"];

function getFormMethods(element: string, attributes: Attributes, reader: UrlReader): Methods {
  const method = element === "form" ? findAttribute(attributes, "method") : undefined;
  return method === undefined ? ["GET"] : getMethods(method, reader);
}

function findAttribute(attributes: Attributes, name: string): TSESTree.Node | undefined {
  for (const attribute of attributes) {
    if (attribute.type !== "JSXAttribute" || attribute.name.name !== name) continue;
    const { value } = attribute;
    return value?.type === "JSXExpressionContainer" ? value.expression : (value ?? undefined);
  }
  return undefined;
}
