/**
 * How a client is called:
 * - fetch: `fetch(url, { method })`
 * - axios: `axios(config)`, `axios.get(url, config)`, `axios.request(config)`
 * - got, which ky is like: `got(url, options)`, `got.get(url, options)`
 * - undici: `request(url, { method })`
 * - dispatcher: `client.request({ path, method })`
 * - verbs: `agent.get(url)` alone
 * - superagent: the same, and `superagent("GET", url)`
 * - openapi: `client.GET(path)`
 * - node: `http.request(url or options)`, `http.get(…)`
 * - jquery: `$.ajax({ url, method })`, `$.get(url)`
 * - swr: `useSWR(key, fetcher)`
 * - mock: stands in for a server; what is said to it depends on nothing
 */
export type Style =
  | "fetch"
  | "axios"
  | "got"
  | "undici"
  | "dispatcher"
  | "verbs"
  | "superagent"
  | "openapi"
  | "node"
  | "jquery"
  | "swr"
  | "mock"
  | Factory;

/** What makes a client and is none: `supertest(app)`, `new Pool(origin)`, `createClient({ baseUrl })`. */
type Factory = "supertest" | "dispatcher-class" | "openapi-factory" | "playwright";

export interface Library {
  /** What references say they were found by. */
  readonly via: string;
  /** Of the default export, the namespace, and every export that has no entry of its own. */
  readonly style: Style;
  readonly named?: Readonly<Record<string, Style>>;
}

const FETCH: Library = { via: "fetch", style: "fetch" };
const NODE: Library = { via: "http", style: "node" };
const MOCK: Library = { via: "mock", style: "mock" };
const KY: Library = { via: "ky", style: "got" };

export const LIBRARIES: Readonly<Record<string, Library>> = {
  axios: { via: "axios", style: "axios" },
  got: { via: "got", style: "got" },
  ky: KY,
  "ky-universal": KY,
  undici: {
    via: "undici",
    style: "undici",
    named: {
      fetch: "fetch",
      Client: "dispatcher-class",
      Pool: "dispatcher-class",
      BalancedPool: "dispatcher-class",
      Agent: "dispatcher-class",
    },
  },
  supertest: { via: "supertest", style: "supertest" },
  "supertest-as-promised": { via: "supertest", style: "supertest" },
  superagent: { via: "superagent", style: "superagent" },
  "node-fetch": FETCH,
  "cross-fetch": FETCH,
  "isomorphic-fetch": FETCH,
  "isomorphic-unfetch": FETCH,
  "node-fetch-native": FETCH,
  ofetch: { via: "ofetch", style: "fetch" },
  "openapi-fetch": { via: "openapi", style: "openapi-factory" },
  http: NODE,
  https: NODE,
  "node:http": NODE,
  "node:https": NODE,
  jquery: { via: "jquery", style: "jquery" },
  swr: { via: "swr", style: "swr" },
  "swr/immutable": { via: "swr", style: "swr" },
  "swr/infinite": { via: "swr", style: "swr" },
  "@playwright/test": { via: "playwright", style: "playwright" },
  "k6/http": { via: "k6", style: "verbs" },
  nock: MOCK,
  msw: MOCK,
  "fetch-mock": MOCK,
  "jest-fetch-mock": MOCK,
  "axios-mock-adapter": MOCK,
  "msw/node": MOCK,
};

/** Clients that are there without an import. */
export const GLOBALS: Readonly<Record<string, Library>> = {
  fetch: FETCH,
  $fetch: { via: "ofetch", style: "fetch" },
  useFetch: { via: "ofetch", style: "fetch" },
  axios: { via: "axios", style: "axios" },
  $: { via: "jquery", style: "jquery" },
  jQuery: { via: "jquery", style: "jquery" },
};

/** Clients by the type that a parameter or a field is declared with. */
export const TYPES: Readonly<Record<string, Library>> = {
  AxiosInstance: { via: "axios", style: "axios" },
  AxiosStatic: { via: "axios", style: "axios" },
  HttpService: { via: "axios", style: "axios" },
  Got: { via: "got", style: "got" },
  KyInstance: KY,
  APIRequestContext: { via: "playwright", style: "verbs" },
  TestAgent: { via: "supertest", style: "verbs" },
  SuperTest: { via: "supertest", style: "verbs" },
  SuperAgentTest: { via: "supertest", style: "verbs" },
  HttpClient: { via: "angular", style: "verbs" },
};

/** The method that a client's function of this name sends. */
export const VERBS: Readonly<Record<string, string>> = {
  get: "GET",
  getJSON: "GET",
  head: "HEAD",
  post: "POST",
  postForm: "POST",
  put: "PUT",
  putForm: "PUT",
  patch: "PATCH",
  patchForm: "PATCH",
  delete: "DELETE",
  del: "DELETE",
  options: "OPTIONS",
};

export function getOwn<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
