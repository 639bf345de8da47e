# What the command says: help, progress, errors. Errors go to standard error, say what to do, and end with exit code 2.

say_help() {
  cat <<'TEXT'
Workbench: governed notebooks on health data.

  ./workbench up [--data DIR] [--port N] [--no-demo]
        build what is needed, create the data folder on first start, serve on http://127.0.0.1:8888
  ./workbench test [PART ...]
        run every test: dotnet, web, browser (or only the parts named)
  ./workbench bench [NAME] [--json] [--data DIR]
        run the benchmarks, or one of them: session, sessions, roundtrip, cohort, deid, kernel
        sessions takes --minutes N (40 sessions at once, default 1), --churn N (default 50), --part warm|peer|floods|churn|many
  ./workbench user add NAME --role ROLE [--role ROLE] [--display-name TEXT] [--data DIR]
  ./workbench token --user NAME [--data DIR]
        print a new API token for Jupyter clients
  ./workbench audit verify [--data DIR]
        check the chain of audit events
  ./workbench wall [--data DIR]
        attack the sandbox of a Workbench that is up, and say what held (docs/wall.md)
  ./workbench packages add FILE.nupkg|FOLDER... [--data DIR]
        let notebooks add these packages: #r "nuget: Id" (FOLDER: all *.nupkg in it); 'packages list' prints what is there
  ./workbench kernel install [--prefix DIR]
        install the .NET kernel into plain Jupyter
  ./workbench kernel convert FROM TO
        convert a notebook: .dib or .ipynb to .dib, .ipynb or a C# file-based app (.cs)
  ./workbench deid IN OUT [--option NAME]... [--key-file F] [--report FILE] [--page FILE] [--review FILE] [--regions FILE]
        de-identify a folder of DICOM files (PS3.15 2025e), without a server
  ./workbench deid-review FILE [IMAGE release|withhold|blank BOX... --by NAME]
        list the images that wait for a person, or decide about one
  ./workbench key rotate --project NAME --by NAME --reason TEXT [--purpose NAME] [--compromised] [--resume] [--data DIR]
        replace the key of a project's pseudonyms and build its cohorts again
  ./workbench withdraw --by NAME [--issuer NAME] [--yes] [--erase] [--resume] [--data DIR]
        take a patient out of all cohorts; the hospital's number is asked for and not shown
  ./workbench reidentify request --by NAME --cohort NAME --version N --reason TEXT [--hours N] [--data DIR]
  ./workbench reidentify list | approve ID --by NAME | decline ID --by NAME --reason TEXT | cancel ID --by NAME | answer ID --by NAME
        which patient stands behind a pseudonym: asked by one person, approved by another
  ./workbench custodian add --by NAME | remove --by NAME
        give a person a passphrase of the raw side, for re-identification
  ./workbench risk SOURCE [--json] [--data DIR]
        measure how far the patients of a source can be told apart behind its rules, without a snapshot

The data folder is /var/lib/workbench for root, else ~/.local/share/workbench; WORKBENCH_DATA or --data name another.
TEXT
}

# A step of longer work, on one line: "[12 s] Building the web app".
say_step() { printf '[%3d s] %s\n' "$SECONDS" "$*"; }

say_notice() { printf '        %s\n' "$*"; }

fail() {
  printf 'workbench: %s\n' "$1" >&2
  shift
  local line
  for line in "$@"; do printf '           %s\n' "$line" >&2; done
  exit 2
}

# fail_unknown KIND WORD KNOWN...: names the known word that is nearest to the one typed.
fail_unknown() {
  local kind=$1 word=$2 near
  shift 2
  near=$(nearest_word "$word" "$@")
  if [ -n "$near" ]; then
    fail "there is no $kind '$word'. Did you mean '$near'?" "Known: $*" "See './workbench help'."
  fi
  fail "there is no $kind '$word'." "Known: $*" "See './workbench help'."
}

# The word with the smallest edit distance, when that is at most a half of its length.
nearest_word() {
  local word=$1
  shift
  printf '%s\n' "$@" | awk -v typed="$word" '
    function least(a, b, c) { return a < b ? (a < c ? a : c) : (b < c ? b : c) }
    function distance(s, t,    i, j, d) {
      for (i = 0; i <= length(s); i++) d[i, 0] = i
      for (j = 0; j <= length(t); j++) d[0, j] = j
      for (i = 1; i <= length(s); i++)
        for (j = 1; j <= length(t); j++)
          d[i, j] = least(d[i-1, j] + 1, d[i, j-1] + 1, d[i-1, j-1] + (substr(s, i, 1) != substr(t, j, 1)))
      return d[length(s), length(t)]
    }
    { n = distance(typed, $0); if (best == "" || n < least_so_far) { best = $0; least_so_far = n } }
    END { if (best != "" && least_so_far * 2 <= length(best)) print best }'
}
