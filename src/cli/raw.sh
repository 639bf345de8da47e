# Commands of the raw side: they run as its user, beside the server and never through it. What identifies a patient is asked for at the
# terminal (or read from standard input) and is never an argument, where a list of processes or a shell's history would show it.

raw_verb() { as_raw "$DATA/runtime/deidentify/Workbench.Deidentify" "$@" --data "$DATA"; }

# raw_arguments NAME...: the options that were given, into ARGUMENTS.
raw_arguments() {
  local name
  ARGUMENTS=()
  for name in "$@"; do
    [ -n "${OPTION[${name%=}]:-}" ] || continue
    if [[ $name == *= ]]; then ARGUMENTS+=("--${name%=}" "${OPTION[${name%=}]}"); else ARGUMENTS+=("--$name"); fi
  done
}

command_key() {
  [ "${1:-}" = rotate ] || fail_unknown "verb of 'key'" "${1:-}" rotate
  shift
  local takes=(project= purpose= reason= by= compromised resume)
  parse_options "key rotate" "${takes[*]} data=" "$@"
  refuse_words "key rotate"
  [ -n "${OPTION[project]:-}" ] || fail "'key rotate' needs --project NAME." "./workbench key rotate --project NAME --by NAME --reason TEXT [--purpose NAME] [--compromised] [--resume]"
  require_data_folder
  raw_arguments "${takes[@]}"
  raw_verb key rotate "${ARGUMENTS[@]}"
}

command_withdraw() {
  local takes=(by= issuer= yes erase resume)
  parse_options withdraw "${takes[*]} data=" "$@"
  [ ${#WORDS[@]} -eq 0 ] || fail "the patient's number is asked for, so that no list of processes and no shell history has it." "Take it out of your shell's history, and write: ./workbench withdraw --by NAME"
  [ -n "${OPTION[by]:-}" ] || fail "'withdraw' needs --by NAME: the data provider or steward who withdraws the patient." "./workbench withdraw --by NAME [--issuer NAME] [--yes] [--erase] [--resume]"
  require_data_folder
  raw_arguments "${takes[@]}"
  raw_verb withdraw "${ARGUMENTS[@]}"
}

command_reidentify() {
  local verbs=(request list approve decline cancel answer) verb=${1:-} takes=(by= cohort= version= reason= hours=)
  [[ " ${verbs[*]} " == *" $verb "* ]] || fail_unknown "verb of 'reidentify'" "$verb" "${verbs[@]}"
  shift
  parse_options "reidentify $verb" "${takes[*]} data=" "$@"
  case $verb in
    request | list) refuse_words "reidentify $verb" ;;
    *) [ ${#WORDS[@]} -eq 1 ] || fail "'reidentify $verb' takes one id." "'./workbench reidentify list' shows them." ;;
  esac
  require_data_folder
  raw_arguments "${takes[@]}"
  raw_verb reidentify "$verb" "${WORDS[@]}" "${ARGUMENTS[@]}"
}

command_custodian() {
  local verb=${1:-}
  [[ " add remove " == *" $verb "* ]] || fail_unknown "verb of 'custodian'" "$verb" add remove
  shift
  parse_options "custodian $verb" "by= data=" "$@"
  refuse_words "custodian $verb"
  [ -n "${OPTION[by]:-}" ] || fail "'custodian $verb' needs --by NAME, the person."
  require_data_folder
  raw_verb custodian "$verb" --by "${OPTION[by]}"
}
