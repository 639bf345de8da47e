# The data folder: where it is, who owns what in it, and the programs that sessions run.
#
# As root, every side has a uid of its own (numbers only, nothing is written to /etc/passwd): the raw side, the server,
# and one per session. The server's uid can read neither raw data nor pseudonym keys; a session's uid can read nothing
# but its own folder. Without root everything runs as one uid; the mounts of the sandbox are then what keeps them apart.

RAW_UID=19999
SERVER_UID=20000
DATA_GID=20000
FIRST_SESSION_UID=20001
LAST_SESSION_UID=20999

choose_data_folder() {
  DATA=${OPTION[data]:-${WORKBENCH_DATA:-}}
  if [ -z "$DATA" ]; then
    if [ "$(id -u)" -eq 0 ]; then DATA=/var/lib/workbench; else DATA=${XDG_DATA_HOME:-$HOME/.local/share}/workbench; fi
  fi
  mkdir -p "$(dirname "$DATA")" 2>/dev/null || fail "the folder $(dirname "$DATA") cannot be made." "Name another with --data DIR."
  DATA=$(readlink -m "$DATA")
  # A Unix socket's path has at most 107 bytes; the longest one here is DATA/sessions/<16>/broker/b.sock.
  [ ${#DATA} -le 60 ] || fail "the data folder's path is ${#DATA} characters long; sockets in it allow 60 at most." "Name a shorter one with --data DIR."
  export WORKBENCH_DATA=$DATA
}

require_data_folder() {
  choose_data_folder
  [ -d "$DATA/server" ] || fail "there is no Workbench data in $DATA." "Start it once with './workbench up', or name its folder with --data DIR."
}

# as_raw COMMAND..., as_server COMMAND...: as the uid of that side, with a umask that lets the group in and nobody else.
# In the background, start it with `become_server COMMAND... &`: the shell that & makes then turns into the program, so that
# $! is the program's own number and a signal reaches it.
as_raw() { (become $RAW_UID "$@"); }
as_server() { (become $SERVER_UID "$@"); }
become_server() { become $SERVER_UID "$@"; }
become() {
  local uid=$1
  shift
  umask 007
  if [ "$(id -u)" -eq 0 ]; then
    cd /
    exec setpriv --reuid "$uid" --regid $DATA_GID --clear-groups --no-new-privs env HOME=/nonexistent "$@"
  fi
  exec "$@"
}

make_data_folder() {
  local folder
  make_folder "$DATA" 0711 root root
  make_folder "$DATA/raw" 0700 $RAW_UID $DATA_GID
  make_folder "$DATA/governance" 2770 $RAW_UID $DATA_GID
  make_folder "$DATA/snapshots" 2750 $RAW_UID $DATA_GID
  make_folder "$DATA/server" 0700 $SERVER_UID $DATA_GID
  make_folder "$DATA/sessions" 0711 root root
  make_folder "$DATA/packages" 0755 root root
  make_folder "$DATA/run" 0750 root $DATA_GID
  make_folder "$DATA/logs" 0750 root $DATA_GID
  for folder in "$(dirname "$DATA")"; do
    while [ "$folder" != / ]; do
      [ "$(id -u)" -ne 0 ] || [ $((0$(stat -c %a "$folder") & 1)) -eq 1 ] ||
        fail "the users that sessions run as cannot pass through $folder to the data folder." "Choose another with --data DIR, or 'chmod o+x $folder'."
      folder=$(dirname "$folder")
    done
  done
}

# How many kernels wait for somebody (docs/operating.md): none until an admin says so. An existing file is somebody's choice and stays.
make_warm_settings() {
  local file=$DATA/run/warm.json count=0
  [ ! -e "$file" ] || return 0
  printf '{ "slots": [ { "kernel": ".net-csharp", "count": %d, "profile": "medium" } ], "leastFreeMemoryMib": 2048, "quietMilliseconds": 3000 }\n' $count >"$file"
}

make_folder() {
  local folder=$1 mode=$2 owner=$3 group=$4
  mkdir -p "$folder"
  if [ "$(id -u)" -eq 0 ]; then chown "$owner:$group" "$folder"; fi
  chmod "$mode" "$folder"
}

# The programs that run under other uids are copied to where those may read them: a checkout can lie in a closed folder.
# The copy is made beside the old one and takes its place in one step, so that running kernels keep what they started from.
install_runtime() {
  local stamp
  stamp=$(cat "$ARTIFACTS"/*.stamp 2>/dev/null | cat - <(stat -c '%n %y' "$ARTIFACTS"/*.stamp) | sha256sum | cut -c1-16)
  if [ "$(cat "$DATA/runtime/.stamp" 2>/dev/null)" = "$stamp" ]; then return; fi
  say_step "Installing the programs into the data folder"
  rm -rf "$DATA/runtime.new" "$DATA/runtime.old"
  mkdir -p "$DATA/runtime.new"
  cp -r "$ARTIFACTS"/{launcher,supervisor,deidentify,server,kernel,web} "$DATA/runtime.new/"
  cp -r "$WORKBENCH_ROOT/kernels/python" "$DATA/runtime.new/python"
  cp -r "$WORKBENCH_ROOT/kernels/r" "$DATA/runtime.new/r"
  mkdir -p "$DATA/runtime.new/samples"
  cp "$WORKBENCH_ROOT"/sample-notebooks/*.ipynb "$DATA/runtime.new/samples/"
  cp -r "$WORKBENCH_ROOT/sample-notebooks/data" "$DATA/runtime.new/demo-content"
  if [ "$(id -u)" -eq 0 ]; then chown -R root:root "$DATA/runtime.new"; fi
  chmod -R u=rwX,go=rX "$DATA/runtime.new"
  printf '%s' "$stamp" >"$DATA/runtime.new/.stamp"
  if [ -d "$DATA/runtime" ]; then mv "$DATA/runtime" "$DATA/runtime.old"; fi
  mv "$DATA/runtime.new" "$DATA/runtime"
  rm -rf "$DATA/runtime.old"
}
