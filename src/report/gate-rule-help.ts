import type { GateRule } from "../gate/gate-result.js";

interface RuleHelp {
  readonly why: string;
  readonly fix: string;
}

/** Why a rule of the gate is there and what to do, for services that show a rule's help beside a finding. docs/gate.md is the long form. */
export const GATE_RULE_HELP: Readonly<Record<GateRule, RuleHelp>> = {
  "new-reference": {
    why: "New code depends on a shape that is on its way out, so the work that is left grows.",
    fix: "Use the replacement. If it must be, put it on record: expand-contract ratchet accept --change ID --reason TEXT",
  },
  "baseline-raised": {
    why: "ratchet.json allows more references than at the base, and no accepted entry that is in force says why.",
    fix: "Run expand-contract ratchet tighten, or put the reason on record: expand-contract ratchet accept --change ID --reason TEXT",
  },
  "past-sunset": {
    why: "The date by which the old shape was to be gone has passed, and references remain.",
    fix: "Move the references to the replacement, or agree on a new sunset with the change's owner and write it in the manifest.",
  },
  "drop-without-change": {
    why: "A migration drops or renames something that no change of the manifest covers, so nobody counted who still uses it.",
    fix: "Declare the change in expand-contract.json first, and drop when its references are gone.",
  },
  "drop-with-stop-write": {
    why: "Migrations run before or while the new code is rolled out: the version that still uses the old shape meets a database without it.",
    fix: "Release the change that removes the last references first, wait for the window, then merge the migration.",
  },
  "drop-before-stop-write": {
    why: "What is deployed still writes or declares the old shape: its statements fail once it is dropped.",
    fix: "Release a change that removes these references first, wait for the window, then merge the migration.",
  },
  "drop-before-stop-read": {
    why: "What is deployed still reads the old shape: its queries fail once it is dropped.",
    fix: "Release a change that removes these references first, wait for the window, then merge the migration.",
  },
  "drop-before-window": {
    why: "Nothing deployed uses the old shape, but not for long enough: a slow reader or a rollback may still need it.",
    fix: "Merge the migration when the change's window is over.",
  },
  "drop-unknown": {
    why: "It cannot be told whether something still uses the old shape, and unknown is never allowed.",
    fix: "Settle what the message names, for example SELECT * or names that are put together at run time.",
  },
  "rename-in-place": {
    why: "A rename is a drop and an add in one step: the version that is running knows the old name alone.",
    fix: "Add the new shape beside the old one, move everybody over, then drop the old one.",
  },
  "add-column-breaks-deployed": {
    why: "What is deployed does not write the new column yet: each of its inserts fails.",
    fix: "Add the column as nullable or with a default, and set NOT NULL when all versions write it.",
  },
  "backfill-unbatched": {
    why: "One statement over a whole existing table keeps its rows locked until it ends.",
    fix: "Update in batches, outside of the migration's transaction.",
  },
  "migration-out-of-order": {
    why: "Where the base's migrations have run, the tool takes this one for done or refuses it, so it never runs.",
    fix: "Give it a place after the last migration of the base.",
  },
  "stop-write-with-switch-reads": {
    why: "The version that is running reads what the new one no longer writes, and there is nothing to roll back to.",
    fix: "Release the switch of reads first, and stop writing in a later release.",
  },
};
