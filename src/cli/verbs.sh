# Commands that a program of the data folder carries out.

server_verb() { as_server "$DATA/runtime/server/Workbench.Server" "$@" --data "$DATA"; }

command_user() {
  [ "${1:-}" = add ] || fail_unknown "verb of 'user'" "${1:-}" add
  shift
  parse_options "user add" "role= display-name= data=" "$@"
  [ ${#WORDS[@]} -eq 1 ] || fail "'user add' takes one name." "./workbench user add NAME --role ROLE"
  [ -n "${OPTION[role]:-}" ] || fail "'user add' needs --role." "Roles: researcher, instructor, data-provider, steward, admin, clinician"
  local arguments=(user add "${WORDS[0]}") role
  while IFS= read -r role; do arguments+=(--role "$role"); done <<<"${OPTION[role]}"
  [ -z "${OPTION[display-name]:-}" ] || arguments+=(--display-name "${OPTION[display-name]}")
  require_data_folder
  server_verb "${arguments[@]}"
}

command_token() {
  parse_options token "user= data=" "$@"
  refuse_words token
  [ -n "${OPTION[user]:-}" ] || fail "'token' needs --user NAME."
  require_data_folder
  server_verb token --user "${OPTION[user]}"
}

command_audit() {
  [ "${1:-}" = verify ] || fail_unknown "verb of 'audit'" "${1:-}" verify
  shift
  parse_options "audit verify" "data=" "$@"
  refuse_words "audit verify"
  require_data_folder
  server_verb audit verify
}

# Runs the attacks of tests/redteam against a Workbench that is up.
command_wall() {
  parse_options wall "data=" "$@"
  refuse_words wall
  require_data_folder
  [ -S "$DATA/run/launcher.sock" ] || fail "no Workbench is up for $DATA." "Start it with './workbench up' and run this beside it."
  server_verb wall
}

command_kernel() {
  case ${1:-} in
    install) shift && kernel_install "$@" ;;
    convert) shift && kernel_convert "$@" ;;
    *) fail_unknown "verb of 'kernel'" "${1:-}" install convert ;;
  esac
}

kernel_convert() {
  parse_options "kernel convert" "data=" "$@"
  [ ${#WORDS[@]} -eq 2 ] || fail "'kernel convert' takes two files." "./workbench kernel convert FROM TO, where FROM ends in .dib or .ipynb and TO in .dib, .ipynb or .cs"
  require_toolchains
  build_programs kernel
  "$ARTIFACTS/kernel/Workbench.Kernel" convert "${WORDS[@]}"
}

kernel_install() {
  parse_options "kernel install" "prefix= data=" "$@"
  refuse_words "kernel install"
  require_toolchains
  build_programs kernel
  local arguments=(install)
  [ -z "${OPTION[prefix]:-}" ] || arguments+=(--prefix "${OPTION[prefix]}")
  "$ARTIFACTS/kernel/Workbench.Kernel" "${arguments[@]}"
}
