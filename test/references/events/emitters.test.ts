import { describe, expect, it } from "vitest";
import { find } from "./find-events.js";

describe("small emitters", () => {
  it("knows them by what the module imports", () => {
    expect(
      find('import mitt from "mitt";\nconst bus = mitt();\nbus.emit("placed");\nbus.on("placed", handle);'),
    ).toEqual(["write placed mitt", "read placed mitt"]);
    expect(
      find(
        'import { createNanoEvents } from "nanoevents";\nconst bus = createNanoEvents();\nbus.emit("placed");',
      ),
    ).toEqual(["write placed nanoevents"]);
    expect(find('import mitt from "./mitt.js";\nconst bus = mitt();\nbus.emit("placed");')).toEqual([]);
  });

  it("knows the wildcards of EventEmitter2", () => {
    const on = (name: string) =>
      find(
        `import { EventEmitter2 } from "eventemitter2";\nnew EventEmitter2({ wildcard: true }).on("${name}", handle);`,
      );
    expect(on("order.*.v1")).toEqual(["read order.*.v1 eventemitter2?"]);
    expect(on("order.*")).toEqual([]);
  });
});

describe("Socket.IO", () => {
  const IO = 'import { Server } from "socket.io";\nconst io = new Server();\n';

  it("knows servers, rooms and the sockets that a connection hands over", () => {
    expect(find(`${IO}io.to("placed").emit("placed", order);`)).toEqual(["write placed socket.io"]);
    expect(
      find(
        `${IO}io.of("/placed").on("connection", (socket) => { socket.on("placed", handle); socket.broadcast.emit("placed"); });`,
      ),
    ).toEqual(["read placed socket.io", "write placed socket.io"]);
    expect(find(`${IO}io.on("connection", (socket) => { socket.join("placed"); });`)).toEqual([]);
  });

  it("knows clients", () => {
    expect(
      find(
        'import { io } from "socket.io-client";\nconst socket = io("https://shop");\nsocket.emit("placed");',
      ),
    ).toEqual(["write placed socket.io"]);
    expect(
      find('import { io } from "./socket.js";\nconst socket = io("https://shop");\nsocket.emit("placed");'),
    ).toEqual([]);
  });
});

describe("the platform's events", () => {
  it("writes what is made to be dispatched", () => {
    expect(find('element.dispatchEvent(new CustomEvent("placed", { detail: "orderPlaced" }));')).toEqual([
      "write placed event-target",
    ]);
    expect(find('import { CustomEvent } from "./events.js";\nnew CustomEvent("placed");')).toEqual([]);
  });

  it("reads names with parts on anything, common ones on targets of the module's own", () => {
    expect(find('window.addEventListener("order-placed", handle);')).toEqual([
      "read order-placed event-target",
    ]);
    expect(
      find('class Shop extends EventTarget { open() { this.addEventListener("placed", handle); } }'),
    ).toEqual(["read placed event-target"]);
    expect(find('window.addEventListener("placed", handle);')).toEqual([]);
  });
});
