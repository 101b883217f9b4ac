import { COMPLETION_FLAG } from "./completion-flag.js";
import type { Shell } from "./shells.js";

/**
 * What a shell reads once, to ask the command at each Tab. Not yargs' own template: that one needs bash 4 (a Mac has 3.2), has bash evaluate what the
 * command answers, and asks by what $SHELL says, which need not be the shell that runs.
 */
export function formatCompletionScript(shell: Shell): string {
  return SCRIPTS[shell];
}

const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# Completion of expand-contract in bash.
_expand_contract() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    COMPREPLY+=("$line")
  done < <(SHELL=bash expand-contract ${COMPLETION_FLAG} "\${COMP_WORDS[@]:0:COMP_CWORD+1}" 2>/dev/null)
}
complete -o default -F _expand_contract expand-contract
`,
  zsh: `#compdef expand-contract
# Completion of expand-contract in zsh.
_expand_contract() {
  local -a lines
  lines=("\${(@f)$(SHELL=zsh expand-contract ${COMPLETION_FLAG} "\${(@)words[1,CURRENT]}" 2>/dev/null)}")
  if [[ -n "$lines[1]" ]]; then
    _describe expand-contract lines
  else
    _files
  fi
}
if [[ "\${zsh_eval_context[-1]}" == loadautofunc ]]; then
  _expand_contract "$@"
else
  compdef _expand_contract expand-contract
fi
`,
};
