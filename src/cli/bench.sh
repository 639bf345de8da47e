# `./workbench bench`: figures, printed with their peers measured in the same run. Nothing here passes or fails.

command_bench() {
  parse_options bench "json data=" "$@"
  [ ${#WORDS[@]} -le 1 ] || fail "'bench' takes one name at the most." "Known: session roundtrip cohort"
  case ${WORDS[0]:-} in '' | session | roundtrip | cohort) ;; *) fail_unknown benchmark "${WORDS[0]}" session roundtrip cohort ;; esac
  require_toolchains
  require_packages "${PACKAGES_TO_TEST[@]}"
  build_programs >&2
  build_web >&2
  local arguments=()
  [ -z "${WORDS[0]:-}" ] || arguments+=("${WORDS[0]}")
  [ -z "${OPTION[json]:-}" ] || arguments+=(--json)
  [ -z "${OPTION[data]:-}" ] || arguments+=(--data "${OPTION[data]}")
  dotnet run --project "$WORKBENCH_ROOT/tests/Workbench.Benchmarks" -c Release -- "${arguments[@]}"
}
