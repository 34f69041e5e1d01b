package bench_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/types/known/emptypb"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/workspace"
)

// BenchmarkSchemaAnswer starts the released binary and asks for its schema, as
// `terraform providers schema` does. The limits are 27 MB, 30 MB and 0.1 s.
func BenchmarkSchemaAnswer(b *testing.B) {
	binary := filepath.Join(b.TempDir(), "provider")
	if err := workspace.Build(b.Context(), root, binary); err != nil {
		b.Fatal(err)
	}
	info, err := os.Stat(binary)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/1e6, "binary-MB")
	peer(b, 29.4, "binary-MB")
	var memory, seconds float64
	n := 0.0
	for b.Loop() {
		start := time.Now()
		m := answer(b, binary, start, &seconds)
		memory += m
		n++
	}
	b.ReportMetric(memory/n, "memory-MB")
	peer(b, 25, "memory-MB")
	b.ReportMetric(seconds/n, "answer-s")
	peer(b, 0.09, "answer-s")
}

// answer returns the process's largest memory, in MB.
func answer(b *testing.B, binary string, start time.Time, seconds *float64) float64 {
	b.Helper()
	cmd := exec.CommandContext(b.Context(), binary)
	// The handshake by which the program knows that Terraform has started it.
	cmd.Env = []string{"TF_PLUGIN_MAGIC_COOKIE=d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2", "PLUGIN_PROTOCOL_VERSIONS=6", "TMPDIR=" + b.TempDir()}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	parts := strings.Split(strings.TrimSpace(line), "|")
	conn, err := grpc.NewClient(parts[2]+":"+parts[3], grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(256<<20)))
	if err != nil {
		b.Fatal(err)
	}
	// An empty message of any type keeps the answer as unknown fields.
	var reply emptypb.Empty
	if err := conn.Invoke(context.WithoutCancel(b.Context()), "/tfplugin6.Provider/GetProviderSchema", &emptypb.Empty{}, &reply); err != nil {
		b.Fatal(err)
	}
	if len(reply.ProtoReflect().GetUnknown()) == 0 {
		b.Fatal("the schema is empty")
	}
	*seconds += time.Since(start).Seconds()
	_ = conn.Close()
	memory := peak(b, cmd.Process.Pid)
	_ = cmd.Process.Signal(syscall.SIGKILL)
	_ = cmd.Wait()
	return memory
}

// peak is the largest resident memory of a process so far, in MB. The resource
// usage that Wait gives would count what this test's own process had when it
// forked.
func peak(b *testing.B, pid int) float64 {
	b.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Fatal(err)
	}
	for line := range strings.Lines(string(status)) {
		if kb, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n, err := strconv.ParseFloat(strings.Fields(kb)[0], 64)
			if err != nil {
				b.Fatal(err)
			}
			return n * 1024 / 1e6
		}
	}
	b.Fatal("the process has no VmHWM")
	return 0
}
