// Command pythonSdk writes the Python SDK of a package, as the official host of Python programs does when
// `pulumi package add` asks it to: with Pulumi's own generator, and references resolved by the engine that asks.
//
//	pythonSdk SCHEMA-FILE LOADER-ADDRESS FOLDER
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

func main() {
	if len(os.Args) != 4 {
		fail(fmt.Errorf("usage: pythonSdk SCHEMA-FILE LOADER-ADDRESS FOLDER"))
	}
	if err := write(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fail(err)
	}
}

func write(schemaFile, loaderAddress, folder string) error {
	loader, err := schema.NewLoaderClient(loaderAddress)
	if err != nil {
		return err
	}
	pkg, err := read(schemaFile, loader)
	if err != nil {
		return err
	}
	files, err := python.GeneratePackage("pulumi-language-python", pkg, nil, loader)
	if err != nil {
		return err
	}
	for name, content := range files {
		file := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func read(schemaFile string, loader schema.Loader) (*schema.Package, error) {
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		return nil, err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return nil, err
	}
	pkg, problems, err := schema.BindSpec(spec, loader, schema.ValidationOptions{})
	if err != nil {
		return nil, err
	}
	if problems.HasErrors() {
		return nil, problems
	}
	return pkg, nil
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
