/** Colours that VS Code gives a webview in its four default themes, as far as the preview uses them. */

export interface Theme { readonly name: string; readonly bodyClass: string; readonly variables: Readonly<Record<string, string>> }

const fonts = { 'font-family': 'system-ui, "Ubuntu", "Droid Sans", sans-serif', 'font-size': '13px', 'editor-font-family': '"Droid Sans Mono", monospace', 'editor-font-size': '14px' };

export const themes: readonly Theme[] = [
  {
    name: 'light', bodyClass: 'vscode-light', variables: {
      ...fonts, 'editor-background': '#ffffff', 'editor-foreground': '#3b3b3b', 'foreground': '#3b3b3b', 'descriptionForeground': '#3b3b3bb3', 'panel-border': '#e5e5e5',
      'focusBorder': '#005fb8', 'charts-blue': '#1a85ff', 'charts-red': '#e51400', 'charts-orange': '#d18616', 'charts-green': '#388a34', 'charts-purple': '#652d90',
      'editorWarning-foreground': '#bf8803', 'editorError-foreground': '#e51400', 'list-hoverBackground': '#f2f2f2', 'list-inactiveSelectionBackground': '#e4e6f1',
      'list-activeSelectionBackground': '#e8e8e8', 'list-activeSelectionForeground': '#000000', 'badge-background': '#cccccc', 'badge-foreground': '#3b3b3b', 'activityBarBadge-background': '#005fb8', 'activityBarBadge-foreground': '#ffffff',
      'toolbar-hoverBackground': '#b8b8b850', 'checkbox-background': '#f8f8f8', 'checkbox-border': '#cecece', 'checkbox-foreground': '#3b3b3b',
      'inputOption-activeBackground': '#bed6ed', 'inputOption-activeBorder': '#005fb8', 'editorHoverWidget-background': '#f8f8f8', 'editorHoverWidget-border': '#c8c8c8',
      'editorHoverWidget-foreground': '#3b3b3b', 'widget-shadow': '#00000029', 'sideBar-background': '#f8f8f8', 'textCodeBlock-background': '#f8f8f8', 'icon-foreground': '#3b3b3b',
      'sash-hoverBorder': '#005fb8', 'settings-dropdownListBorder': '#cecece', 'button-foreground': '#ffffff', 'button-background': '#005fb8',
    },
  },
  {
    name: 'dark', bodyClass: 'vscode-dark', variables: {
      ...fonts, 'editor-background': '#1f1f1f', 'editor-foreground': '#cccccc', 'foreground': '#cccccc', 'descriptionForeground': '#9d9d9d', 'panel-border': '#2b2b2b',
      'focusBorder': '#0078d4', 'charts-blue': '#3794ff', 'charts-red': '#f14c4c', 'charts-orange': '#d18616', 'charts-green': '#89d185', 'charts-purple': '#b180d7',
      'editorWarning-foreground': '#cca700', 'editorError-foreground': '#f14c4c', 'list-hoverBackground': '#2a2d2e', 'list-inactiveSelectionBackground': '#37373d',
      'list-activeSelectionBackground': '#04395e', 'list-activeSelectionForeground': '#ffffff', 'badge-background': '#616161', 'badge-foreground': '#f8f8f8', 'activityBarBadge-background': '#0078d4', 'activityBarBadge-foreground': '#ffffff',
      'toolbar-hoverBackground': '#5a5d5e50', 'checkbox-background': '#313131', 'checkbox-border': '#3c3c3c', 'checkbox-foreground': '#cccccc',
      'inputOption-activeBackground': '#2489db82', 'inputOption-activeBorder': '#2488db', 'editorHoverWidget-background': '#202020', 'editorHoverWidget-border': '#454545',
      'editorHoverWidget-foreground': '#cccccc', 'widget-shadow': '#0000005c', 'sideBar-background': '#181818', 'textCodeBlock-background': '#2b2b2b', 'icon-foreground': '#cccccc',
      'sash-hoverBorder': '#0078d4', 'settings-dropdownListBorder': '#3c3c3c', 'button-foreground': '#ffffff', 'button-background': '#0078d4',
    },
  },
  {
    name: 'high-contrast', bodyClass: 'vscode-high-contrast', variables: {
      ...fonts, 'editor-background': '#000000', 'editor-foreground': '#ffffff', 'foreground': '#ffffff', 'descriptionForeground': '#ffffffb3', 'panel-border': '#6fc3df',
      'focusBorder': '#f38518', 'contrastBorder': '#6fc3df', 'contrastActiveBorder': '#f38518', 'charts-blue': '#3794ff', 'charts-red': '#f48771', 'charts-orange': '#ffa657', 'charts-green': '#89d185',
      'charts-purple': '#b180d7', 'editorWarning-foreground': '#ffd370', 'editorError-foreground': '#f48771', 'list-hoverBackground': 'transparent', 'badge-background': '#000000', 'badge-foreground': '#ffffff',
      'checkbox-background': '#000000', 'checkbox-border': '#6fc3df', 'checkbox-foreground': '#ffffff', 'editorHoverWidget-background': '#0c141f', 'editorHoverWidget-border': '#6fc3df',
      'editorHoverWidget-foreground': '#ffffff', 'sideBar-background': '#000000', 'textCodeBlock-background': '#000000', 'icon-foreground': '#ffffff', 'settings-dropdownListBorder': '#6fc3df',
      'inputOption-activeBackground': 'transparent', 'inputOption-activeBorder': '#6fc3df', 'button-foreground': '#ffffff', 'button-background': '#000000',
    },
  },
  {
    name: 'high-contrast-light', bodyClass: 'vscode-high-contrast-light', variables: {
      ...fonts, 'editor-background': '#ffffff', 'editor-foreground': '#292929', 'foreground': '#292929', 'descriptionForeground': '#292929b3', 'panel-border': '#0f4a85',
      'focusBorder': '#006bbd', 'contrastBorder': '#0f4a85', 'contrastActiveBorder': '#006bbd', 'charts-blue': '#1a85ff', 'charts-red': '#b5200d', 'charts-orange': '#895503', 'charts-green': '#374e06',
      'charts-purple': '#652d90', 'editorWarning-foreground': '#895503', 'editorError-foreground': '#b5200d', 'list-hoverBackground': '#0f4a851a', 'badge-background': '#0f4a85', 'badge-foreground': '#ffffff',
      'checkbox-background': '#ffffff', 'checkbox-border': '#0f4a85', 'checkbox-foreground': '#292929', 'editorHoverWidget-background': '#ffffff', 'editorHoverWidget-border': '#0f4a85',
      'editorHoverWidget-foreground': '#292929', 'sideBar-background': '#ffffff', 'textCodeBlock-background': '#f2f2f2', 'icon-foreground': '#292929', 'settings-dropdownListBorder': '#0f4a85',
      'inputOption-activeBackground': 'transparent', 'inputOption-activeBorder': '#0f4a85', 'button-foreground': '#ffffff', 'button-background': '#0f4a85',
    },
  },
];
