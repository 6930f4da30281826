try:
    response.raise_for_status()
except requests.exceptions.HTTPError as e:
    error_data = e.response.json()
    print(f"Error: {error_data.get('detail')}")
    if 'code' in error_data:
        print(f"Code: {error_data['code']}")
