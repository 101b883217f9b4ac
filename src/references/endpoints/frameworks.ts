/** What a framework's function or class makes. */
export interface RouterKind {
  readonly via: string;
  readonly isRoot: boolean;
}

const app = (via: string): RouterKind => ({ via, isRoot: true });
const router = (via: string): RouterKind => ({ via, isRoot: false });

const KOA: Readonly<Record<string, RouterKind>> = { default: router("koa"), Router: router("koa") };
const KOA_APP: Readonly<Record<string, RouterKind>> = { default: app("koa") };
const FASTIFY: Readonly<Record<string, RouterKind>> = {
  default: app("fastify"),
  fastify: app("fastify"),
  Fastify: app("fastify"),
};
const HONO: Readonly<Record<string, RouterKind>> = { Hono: app("hono"), OpenAPIHono: app("hono") };

/** By module and export; of those that define routes by calls. */
export const FRAMEWORKS: Readonly<Record<string, Readonly<Record<string, RouterKind>>>> = {
  express: { default: app("express"), Router: router("express"), application: app("express") },
  "express-promise-router": { default: router("express") },
  router: { default: router("express") },
  polka: { default: app("polka") },
  restana: { default: app("restana") },
  "hyper-express": { Server: app("hyper-express"), Router: router("hyper-express") },
  restify: { createServer: app("restify") },
  fastify: FASTIFY,
  hono: HONO,
  "hono/quick": HONO,
  "hono/tiny": HONO,
  "@hono/zod-openapi": HONO,
  elysia: { Elysia: app("elysia"), default: app("elysia") },
  "itty-router": {
    Router: app("itty-router"),
    AutoRouter: app("itty-router"),
    IttyRouter: app("itty-router"),
  },
  koa: KOA_APP,
  "koa-router": KOA,
  "@koa/router": KOA,
};

/** By the type that a parameter or a field is declared with. */
export const ROUTER_TYPES: Readonly<Record<string, string>> = {
  Application: "express",
  Express: "express",
  IRouter: "express",
  Router: "express",
  FastifyInstance: "fastify",
  Hono: "hono",
  OpenAPIHono: "hono",
  Elysia: "elysia",
  KoaRouter: "koa",
  Koa: "koa",
};

/** The methods that a route defined by a call of this name answers. */
export const ROUTE_VERBS: Readonly<Record<string, readonly string[] | "any">> = {
  get: ["GET"],
  head: ["HEAD"],
  post: ["POST"],
  put: ["PUT"],
  patch: ["PATCH"],
  delete: ["DELETE"],
  del: ["DELETE"],
  options: ["OPTIONS"],
  all: "any",
};

const OTHER_METHODS: ReadonlySet<string> = new Set([
  "use",
  "route",
  "on",
  "onError",
  "notFound",
  "openapi",
  "register",
  "param",
  "withTypeProvider",
  "listen",
]);

/** Whether a method of a router gives the router back, or a part of it. */
export function isRouterMethod(name: string): boolean {
  return Object.hasOwn(ROUTE_VERBS, name) || OTHER_METHODS.has(name);
}
