// Command releasecheck looks at the files of a release as the Terraform
// registry does before it takes them, and installs the provider from them:
// https://developer.hashicorp.com/terraform/registry/providers/publishing.
//
//	releasecheck [-platforms OS/ARCH,...] [-signed] [-max BYTES] [-install CLI] DIST
//
// DIST is the folder that goreleaser wrote. It ends with 1 and one line for
// each finding, or with 0 and a table of the archives.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
)

// registry are the platforms that a release has: those for which HashiCorp's
// own providers are released.
const registry = "darwin/amd64,darwin/arm64,freebsd/386,freebsd/amd64,freebsd/arm,freebsd/arm64," +
	"linux/386,linux/amd64,linux/arm,linux/arm64,windows/386,windows/amd64,windows/arm64"

func main() {
	platforms := flag.String("platforms", registry, "the platforms that must be there, and no others")
	signed := flag.Bool("signed", false, "the checksums must have a signature that gpg can verify")
	limit := flag.Int64("max", 0, "the largest program for linux/amd64, in bytes; 0 for any")
	cli := flag.String("install", "", "a command line that installs the provider from its archive")
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	r, err := open(flag.Arg(0))
	if err != nil {
		fmt.Fprintln(os.Stderr, "releasecheck:", err)
		os.Exit(1)
	}
	r.checksums()
	r.archives(strings.Split(*platforms, ","), *limit)
	r.manifest()
	if *signed {
		r.signature()
	}
	if *cli != "" && len(r.findings) == 0 {
		r.install(*cli)
	}
	for _, finding := range r.findings {
		fmt.Fprintln(os.Stderr, "releasecheck:", finding)
	}
	if len(r.findings) > 0 {
		os.Exit(1)
	}
	fmt.Print(r.table())
}
