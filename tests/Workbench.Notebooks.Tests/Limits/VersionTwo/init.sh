#!/bin/sh
# First process of a user-mode Linux whose root is this host's, read-only: a host with control groups of version 2 alone.
# WB_DRIVER and WB_ARTIFACTS come from the kernel's command line. Everything written is in memory, below /run.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/run TMPDIR=/run/tmp LANG=C.UTF-8
mount -t proc proc /proc
mount -t tmpfs tmpfs /run
mkdir -m 1777 /run/tmp
mount -t tmpfs tmpfs /dev/shm
mount -t sysfs sys /sys
mount -t cgroup2 groups /sys/fs/cgroup
ip link set lo up 2>/dev/null
python3 "$WB_DRIVER" "$WB_ARTIFACTS" 2>&1
echo "driver ended with $?"
poweroff -f >/dev/null 2>&1
