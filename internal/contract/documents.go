package contract

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// documents are the vendors' OpenAPI documents, by the paths that they speak
// about. A name in braces in a base stands for one segment.
var documents = []*document{
	{platform: "okta", base: "", file: "okta/oauth-minimal.yaml"},
	{platform: "okta", base: "", file: "okta/management-minimal.yaml"},
	{platform: "anypoint", base: "/accounts/api", file: "anypoint/access-management/api.yaml"},
	{platform: "anypoint", base: "/apimanager/api/v1", file: "anypoint/api-manager/api.yaml"},
	{platform: "anypoint", base: "/exchange/api/v2", file: "anypoint/exchange-experience/api.yaml"},
	{platform: "anypoint", base: "/apiplatform/repository/{version}", file: "anypoint/api-platform/api.yaml"},
	{platform: "anypoint", base: "/proxies/xapi/v1", file: "anypoint/proxies-xapi/api.yaml"},
	{platform: "anypoint", base: "", file: "anypoint/api-portal-xapi/api.yaml"},
	{platform: "anypoint", base: "/securityfabric/api/{version}/organizations", file: "anypoint/anypoint-security-policies/api.yaml"},
}

// document is one OpenAPI document. It is read when the first exchange needs
// it, and only the parts that are asked for are parsed: the whole of Okta's
// takes seconds with the race detector.
type document struct {
	platform, base, file string

	once   sync.Once
	err    error
	path   string
	index  *index
	byPath sync.Map // template → func() (*openapi3.T, error)
}

func (d *document) open() (*index, error) {
	d.once.Do(func() {
		root, err := Folder()
		if err != nil {
			d.err = err
			return
		}
		d.path = filepath.Join(root, filepath.FromSlash(d.file))
		text, err := os.ReadFile(d.path)
		if err != nil {
			d.err = err
			return
		}
		d.index, d.err = newIndex(string(text))
	})
	return d.index, d.err
}

// Folder is where the documents are: $GATEHOUSE_SHARED/contracts, else
// ../shared/contracts beside the repository. They are the vendors' and no part
// of it.
var Folder = sync.OnceValues(func() (string, error) {
	shared, err := Shared()
	if err != nil {
		return "", err
	}
	folder := filepath.Join(shared, "contracts")
	if _, err := os.Stat(folder); err != nil {
		return "", fmt.Errorf("no OpenAPI documents: %w; set GATEHOUSE_SHARED to the folder that holds contracts/", err)
	}
	return folder, nil
})

// Shared is the folder that holds contracts/ and evidence/: GATEHOUSE_SHARED,
// else ../shared beside the repository.
func Shared() (string, error) {
	if dir := os.Getenv("GATEHOUSE_SHARED"); dir != "" {
		return dir, nil
	}
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if mod, err := os.ReadFile(filepath.Join(dir, "go.mod")); err == nil && strings.HasPrefix(string(mod), "module github.com/gatehouse/terraform-provider-gatehouse\n") {
			return filepath.Join(filepath.Dir(dir), "shared"), nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", fmt.Errorf("not in the repository: set GATEHOUSE_SHARED")
		}
		dir = parent
	}
}
