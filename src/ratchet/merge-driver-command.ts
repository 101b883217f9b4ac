import { RATCHET_NAME } from "./ratchet-file.js";

/** What `.gitattributes` says, once a repository. Without a slash the line holds in every folder. */
export const MERGE_ATTRIBUTE = `${RATCHET_NAME} merge=expand-contract`;

/** What each clone runs once: git takes no commands from a repository. It writes `MERGE_ATTRIBUTE`, too, where it is missing. */
export const INSTALL_MERGE_DRIVER = "expand-contract ratchet merge-driver --install";

// The folders in which npm, pnpm, Yarn and Bun put commands, of the ratchet's own package and of the whole repository. Not `npx`: where the package
// is not installed, it would ask the registry for another one by the name of the command. Git quotes %P, and runs this in `sh`, on Windows too.
const PLACES = '"$PWD/$(dirname -- %P)/node_modules/.bin:$PWD/node_modules/.bin:$PATH"';

// A driver that can't be started leaves our side as it is, and git's word "conflict" alone: added as it stands, the other side's counts would be lost.
// With no ancestor to go by, git's own merge puts markers around all that differs; with the real one it would merge counts wrongly and silently.
const FALLBACK =
  'grep -q "^<<<" %A || git merge-file -q --marker-size=%L -L ours -L none -L theirs %A /dev/null %B; false';

/** What git runs to merge `ratchet.json` (`merge.expand-contract.driver`), from the top of the work tree. What the letters mean: gitattributes(5). */
export const MERGE_DRIVER = `PATH=${PLACES} expand-contract ratchet merge-driver %O %A %B %L %P || { ${FALLBACK}; }`;
