/**
 * Reads workflow commands as GitHub's runner does: actions/runner, src/Runner.Common/ActionCommand.cs, TryParseV2. What it does not take for a
 * command is the log's.
 */
export interface RunnerCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

const COMMANDS: ReadonlySet<string> = new Set(["error", "warning", "notice", "stop-commands", "add-mask"]);

export function readCommands(log: string): RunnerCommand[] {
  const registered = new Set(COMMANDS);
  const commands: RunnerCommand[] = [];
  let token: string | undefined;
  for (const line of log.split("\n")) {
    const command = parseCommand(line, registered);
    if (command === undefined || (token !== undefined && command.name !== token)) continue;
    if (command.name === token) token = undefined;
    else if (command.name === "stop-commands") registered.add((token = command.data));
    else commands.push(command);
  }
  return commands;
}

function parseCommand(line: string, registered: ReadonlySet<string>): RunnerCommand | undefined {
  const message = line.trimStart();
  const end = message.indexOf("::", 2);
  if (!message.startsWith("::") || end < 0) return parseOldCommand(line, registered);
  const info = message.slice(2, end);
  const space = info.indexOf(" ");
  const name = space < 0 ? info : info.slice(0, space);
  if (!registered.has(name)) return undefined;
  const pairs =
    space < 0
      ? []
      : info
          .slice(space + 1)
          .split(",")
          .filter(Boolean);
  const properties = pairs.map((pair) => {
    const equals = pair.indexOf("=");
    return [pair.slice(0, equals), unescapeProperty(pair.slice(equals + 1))] as const;
  });
  return { name, properties: Object.fromEntries(properties), data: unescapeData(message.slice(end + 2)) };
}

/** `##[error]…`, anywhere in a line. */
function parseOldCommand(line: string, registered: ReadonlySet<string>): RunnerCommand | undefined {
  const start = line.indexOf("##[");
  const end = line.indexOf("]", start);
  if (start < 0 || end < 0) return undefined;
  const [name = ""] = line.slice(start + 3, end).split(" ");
  return registered.has(name) ? { name, properties: {}, data: line.slice(end + 1) } : undefined;
}

function unescapeData(text: string): string {
  return text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}

function unescapeProperty(text: string): string {
  const plain = text.replaceAll("%0D", "\r").replaceAll("%0A", "\n");
  return plain.replaceAll("%3A", ":").replaceAll("%2C", ",").replaceAll("%25", "%");
}
