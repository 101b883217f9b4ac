import type { Change } from "../manifest/manifest.js";
import type { BatchOperation } from "../migrations/batch-operations.js";
import { allowFindings, type Judged } from "./allow-findings.js";
import { findDrops } from "./find-drops.js";
import { judgeDropAlone } from "./judge-drop-alone.js";
import { judgeOperations } from "./judge-operations.js";
import { judgeTwoPhases } from "./judge-two-phases.js";

/** All that migrations tell by themselves, without git: what is deployed is not asked. */
export function judgeMigrations(
  operations: readonly BatchOperation[],
  changes: readonly Change[],
  today: string,
): Judged {
  const drops = findDrops(operations, changes).map((drop) =>
    allowFindings(
      [...judgeDropAlone(drop, today), ...judgeTwoPhases(drop, operations)],
      drop.placed.operation.allows,
    ),
  );
  const judged = [...drops, judgeOperations(operations, changes)];
  return {
    findings: judged.flatMap(({ findings }) => findings),
    suppressed: judged.flatMap(({ suppressed }) => suppressed),
  };
}
