# `./workbench deid IN OUT`: a folder of DICOM files, de-identified without a server.

command_deid() {
  parse_options deid "option= key-file= report= data=" "$@"
  [ ${#WORDS[@]} -eq 2 ] || fail "'deid' takes two folders: the one to read and the one to write." "./workbench deid IN OUT [--option NAME]... [--key-file F] [--report FILE]"
  require_toolchains
  build_programs deidentify >&2
  local arguments=(deid "${WORDS[@]}") name
  if [ -n "${OPTION[option]:-}" ]; then
    while IFS= read -r name; do arguments+=(--option "$name"); done <<<"${OPTION[option]}"
  fi
  [ -z "${OPTION[key-file]:-}" ] || arguments+=(--key-file "${OPTION[key-file]}")
  [ -z "${OPTION[report]:-}" ] || arguments+=(--report "${OPTION[report]}")
  "$ARTIFACTS/deidentify/Workbench.Deidentify" "${arguments[@]}"
}
