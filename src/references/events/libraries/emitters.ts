import { each, type Kind, type Library, reads, writes } from "../library.js";
import type { NameForm } from "../match-names.js";

function createEmitter(as: NameForm): Kind {
  return {
    calls: {
      ...each(["emit", "emitAsync", "emitSerial", "fire"], [writes([0])]),
      ...each(LISTENING, [reads([0], { as })]),
    },
  };
}

const LISTENING = [
  ...["on", "once", "off", "addListener", "prependListener", "prependOnceListener", "removeListener"],
  ...[
    "removeAllListeners",
    "listeners",
    "rawListeners",
    "listenerCount",
    "eventNames",
    "many",
    "prependMany",
  ],
  ...["onAny", "events", "anyEvent", "clearListeners", "waitFor", "hasListeners"],
];

/** Node's own, with `once(emitter, name)` and `on(emitter, name)` as functions and static methods. */
export const NODE_EVENTS: Library = {
  via: "events",
  modules: ["events", "node:events"],
  exports: {
    default: { kind: "emitter" },
    EventEmitter: { kind: "emitter" },
    EventEmitterAsyncResource: { kind: "emitter" },
    ...Object.fromEntries(
      ["", "EventEmitter.", "default."].flatMap((owner) =>
        ["once", "on", "listenerCount", "getEventListeners"].map((name) => [
          owner + name,
          { uses: [reads([1])] },
        ]),
      ),
    ),
  },
  kinds: { emitter: createEmitter("name") },
};

export const EVENTEMITTER2: Library = {
  via: "eventemitter2",
  modules: ["eventemitter2", "@nestjs/event-emitter"],
  exports: {
    default: { kind: "emitter" },
    EventEmitter2: { kind: "emitter" },
    OnEvent: { uses: [reads([0], { as: "dotted" })] },
  },
  kinds: { emitter: createEmitter("dotted") },
};

/** Small emitters that all have `on` and `emit`. */
function createLibrary(module: string, makers: readonly string[]): Library {
  return {
    via: module,
    modules: [module],
    exports: Object.fromEntries(makers.map((name) => [name, { kind: "emitter" }])),
    kinds: { emitter: createEmitter("name") },
  };
}

export const EMITTERS: readonly Library[] = [
  createLibrary("eventemitter3", ["default", "EventEmitter"]),
  createLibrary("mitt", ["default", "mitt", "Emitter"]),
  createLibrary("nanoevents", ["createNanoEvents", "Emitter"]),
  createLibrary("emittery", ["default"]),
  createLibrary("strict-event-emitter", ["Emitter", "StrictEventEmitter"]),
  createLibrary("typed-emitter", ["default", "TypedEmitter"]),
  createLibrary("tiny-typed-emitter", ["TypedEmitter"]),
  createLibrary("tiny-emitter", ["default", "TinyEmitter"]),
];

/** Servers, namespaces, sockets and clients emit and listen alike. */
export const SOCKET_IO: Library = {
  via: "socket.io",
  modules: ["socket.io", "socket.io-client"],
  exports: {
    ...Object.fromEntries(
      ["default", "io", "connect", "Manager", "Server", "Socket", "Namespace"].map((name) => [
        name,
        { kind: "socket" },
      ]),
    ),
  },
  kinds: {
    socket: {
      calls: {
        ...createEmitter("name").calls,
        ...each(["emitWithAck", "serverSideEmit", "serverSideEmitWithAck"], [writes([0])]),
      },
      gives: Object.fromEntries(
        [
          "of",
          "to",
          "in",
          "except",
          "timeout",
          "compress",
          "volatile",
          "broadcast",
          "local",
          "sockets",
          "socket",
        ].map((name) => [name, "socket"]),
      ),
      hands: { on: "socket", use: "socket" },
    },
  },
};

/** The platform's. */
export const EVENT_TARGET: Kind = {
  calls: each(["addEventListener", "removeEventListener"], [reads([0])]),
};
